internal import Calculus
internal import Optimizers

/// A run with an account of some of its steps.
public struct StepRecord: Sendable {
  /// The walk.
  public let trajectory: Trajectory
  /// The accounts, in order; a step that was not taken, because the run ended before it, has none.
  public let accounts: [StepAccount]

  /// The account of a step.
  public func account(of step: Int) -> StepAccount? { accounts.first { $0.step == step } }
}

extension Batch {
  /// Walks the first run and keeps an account of the steps that are wanted.
  ///
  /// - Parameter steps: their numbers, from 1.
  public func record(of steps: Set<Int>) -> StepRecord {
    var batch = self
    batch.lanes = Array(lanes.prefix(1))
    let witness = Witness()
    let walk = Walk(batch, lanes: 0..<1, witness: witness)
    var accountant = Accountant(batch, steps, witness)
    walk.run(watching: &accountant)
    return StepRecord(trajectory: accountant.trajectory, accounts: accountant.accounts)
  }
}

/// Writes accounts of some steps of one run.
private struct Accountant: Watcher {
  static let watchesEveryStep = true
  private let domain: [ClosedRange<Double>]?
  private let wanted: Set<Int>
  private let last: Int
  private let hasRate: Bool
  private let notes = Notes()
  private let witness: Witness
  private(set) var trajectory: Trajectory
  private(set) var accounts: [StepAccount] = []
  private var place: StepAccount.Place?

  /// What the witness is told before a step, which the watcher reads after it.
  private final class Notes {
    var remember: () -> [Remembered] = { [] }
    var before: [Remembered] = []
  }

  init(_ batch: Batch, _ wanted: Set<Int>, _ witness: Witness) {
    domain = batch.domain
    self.wanted = wanted
    last = wanted.max() ?? 0
    hasRate = type(of: batch.optimizer).identity.defaultRate != nil
    self.witness = witness
    trajectory = Trajectory(dimension: batch.objective.dimension)
  }

  mutating func watch(_ view: WalkView) {
    trajectory.append(view, 0)
    let here = StepAccount.Place(
      point: view.point(0), loss: view.values[0, 0], gradient: (0..<view.gradients.rows).map { view.gradients[$0, 0] })
    if let place, wanted.contains(view.step) { accounts.append(account(from: place, to: here, view)) }
    place = here
    notes.remember = { view.remembered(0) }
    let isWanted = wanted.contains(view.step + 1)
    witness.beforeStep = { [notes] in notes.before = isWanted ? notes.remember() : [] }
  }

  func stops(_ view: WalkView, place: Int) -> Bool { view.step >= last }

  private func account(from: StepAccount.Place, to: StepAccount.Place, _ view: WalkView) -> StepAccount {
    // What the optimizer itself asked went through every wrapper.
    let depth = witness.questions.map(\.depth).max()
    let own = witness.questions.filter { $0.depth == depth && $0.gradient != nil }
    let asked = own.count == 1 ? own.first : nil
    let move = witness.moves.first
    return StepAccount(
      step: view.step, from: from, to: to, rate: hasRate ? view.rates[0, 0] : nil, optimizer: view.optimizer.unwrapped,
      before: notes.before, after: view.remembered(0),
      questions: witness.questions.filter { $0.depth == 0 }.map {
        StepAccount.Question(point: $0.point, value: $0.value ?? witness.value, gradient: $0.gradient)
      }, seen: asked?.gradient, asked: asked?.point, curvature: witness.curvature,
      innerFrom: move?.from ?? from.point, innerTo: move?.to ?? to.point, domain: domain)
  }
}

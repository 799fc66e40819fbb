internal import Calculus
internal import Optimizers
public import Surfaces

/// One step of one run taken apart: what was known before it, what the equations make of it, and what was left of it.
public struct ExplainedStep: Sendable {
  /// The surface.
  public let surface: Surface
  /// The terms of the run.
  public let terms: Terms
  /// The run: who, at which rate, and the whole walk.
  public let run: Run
  /// The step.
  public let account: StepAccount
  /// The equations with their numbers; nil if they cannot be read so that they come out true.
  public let equations: [WorkedEquation]?
  /// What each thing remembered is on a map.
  public let kinds: [String: RememberedKind]
  /// The letter of each thing remembered, where the equations have one.
  public let letters: [String: String]
  /// Where the step would have led without a slope at this point: what the memory alone does.
  ///
  /// Nil if nobody knows.
  public let carried: [Double]?
  /// How far a slope of one moves each coordinate in this step, the sizes remembered being what they are.
  ///
  /// Nil if nobody knows, or if a step does not depend on how steep the slope is.
  public let effectiveRates: [Double]?

  /// How many steps are looked at to find out what letters stand for.
  private static let looks = 10

  /// Takes a step apart.
  ///
  /// - Parameters:
  ///   - step: its number, from 1.
  ///   - equations: the lines of the optimizer's equations; empty if there are none.
  /// - Throws: `ExplainingError` if the run ended before the step.
  public init(
    _ entrant: Entrant, on surface: Surface, terms: Terms, step: Int, equations lines: [String]
  ) throws(ExplainingError) {
    let run = Comparison([entrant], on: surface, terms: terms).runs[0]
    let batch = run.batch(on: surface, terms: terms)
    let record = batch.record(of: Set(1...Self.looks).union([step - 1, step]))
    guard let account = record.account(of: step), account.from.loss.isFinite else {
      throw ExplainingError.ended(after: max(0, record.trajectory.steps), rate: run.rate)
    }
    let reading = EquationReading(lines, of: record.accounts)
    self.surface = surface
    self.terms = terms
    self.run = run
    self.account = account
    kinds = batch.rememberedKinds()
    equations = reading?.worked(account)
    letters = Dictionary((reading?.names ?? [:]).sorted { $0.key < $1.key }.map { ($1, $0) }) { first, _ in first }
    carried = reading?.carried(account)
    effectiveRates = reading?.effectiveRates(account, kinds: kinds)
  }
}

/// Something remembered with a number for each coordinate, as a figure or a table shows it.
public struct MemoryVector: Sendable {
  /// The name in words: `mean square`.
  public let words: String
  /// Its letter in the equations, if it has one.
  public let letter: String?
  /// The numbers.
  public let values: [Double]
  /// What it is on a map; nil if nobody knows.
  public let kind: RememberedKind?
}

extension ExplainedStep {
  /// What was remembered before the step and has a number for each coordinate; nothing that is zero before and after.
  public var vectorsBefore: [MemoryVector] { vectors(account.before) }

  /// What is remembered after the step and has a number for each coordinate; nothing that is zero before and after.
  public var vectorsAfter: [MemoryVector] { vectors(account.after) }

  private func vectors(_ remembered: [Remembered]) -> [MemoryVector] {
    remembered.filter { field in
      field.scope == .coordinate
        && [account.before(field.name), account.after(field.name)].contains {
          $0?.values.contains { $0 != 0 } ?? false
        }
    }.map { field in
      // What wrappers remember are places: slow weights, fast weights.
      let isOfWrapper = type(of: run.entrant.optimizer).wrappers.contains { field.name.hasPrefix($0 + " ") }
      return MemoryVector(
        words: field.words, letter: letters[field.name], values: field.values,
        kind: isOfWrapper ? .place : kinds[field.name])
    }
  }
}

/// Why a step cannot be taken apart.
public enum ExplainingError: Error, Sendable, Equatable {
  /// The run ended before it.
  case ended(after: Int, rate: Double?)
}

extension Run {
  /// The run as a batch of one, to be walked again.
  public func batch(on surface: Surface, terms: Terms) -> Batch {
    var again = Batch(
      objective: surface.played, optimizer: entrant.optimizer, plan: plan, steps: terms.steps, noise: terms.noise,
      domain: surface.domain,
      lanes: [.init(start: terms.start, rate: rate ?? .nan, seed: terms.seed, stream: terms.stream)])
    again.sample = batch
    return again
  }
}

extension EquationReading {
  /// Reads lines; nil if there are none, or if they are not equations, or not true.
  public init?(_ lines: [String], of accounts: [StepAccount]) {
    // The steps before a run ends are infinite, and prove nothing.
    let finite = accounts.filter { $0.to.loss.isFinite && $0.to.point.allSatisfy(\.isFinite) }
    guard let first = finite.first, !lines.isEmpty,
      let equations = try? Equations(lines, knobs: first.knobs.map(\.name))
    else { return nil }
    self.init(equations, of: finite)
  }

  /// Where a step would have led if the gradient had been zero.
  func carried(_ account: StepAccount) -> [Double]? {
    let flat = Array(repeating: 0.0, count: account.from.point.count)
    guard holds(in: account), account.seen != nil,
      let point = EquationWork(equations, names, account, gradient: flat)?.vector("x"),
      point.allSatisfy(\.isFinite)
    else { return nil }
    return point
  }

  /// How far a slope of one moves each coordinate, with the sizes as they are after the step.
  func effectiveRates(_ account: StepAccount, kinds: [String: RememberedKind]) -> [Double]? {
    guard let work = work(account), let seen = account.seen else { return nil }
    let sizes = names.filter { kinds[$0.value] == .size && equations.changed.contains($0.key) }
    guard !sizes.isEmpty else { return nil }
    let frozen = sizes.reduce(into: [:]) { $0[$1.key] = work.numbers.letters[$1.key] }
    let nudge = 0.01 * (seen.map(\.magnitude).max() ?? 0)
    func point(_ sign: Double) -> [Double]? {
      EquationWork(equations, names, account, gradient: seen.map { $0 + sign * nudge }, frozen: frozen)?.vector("x")
    }
    guard nudge > 0, let low = point(-1), let high = point(1) else { return nil }
    let rates = zip(low, high).map { ($0 - $1) / (2 * nudge) }
    return rates.allSatisfy { $0.isFinite && $0 > 0 } ? rates : nil
  }
}

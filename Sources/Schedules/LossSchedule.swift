public import Calculus

/// A schedule that looks at the loss of each run: its rate is not a function of the step alone.
///
/// It stands alone: it is neither part of a sequence nor of a product, and drives no other knob.
public protocol LossSchedule: Schedule {
  /// What is remembered of a run.
  associatedtype Memory: Sendable

  /// The memory of a run before its first step.
  func start(rate: Double) -> Memory

  /// The rate of the next step.
  ///
  /// - Parameter loss: the exact loss after the step just taken.
  func nextRate(after loss: Double, memory: inout Memory) -> Double
}

extension LossSchedule {
  /// The base rate: what is known without looking at the run.
  public func course(step: Int, of steps: Int) -> Course { Course(1) }

  /// What remembers the runs of a block.
  public func makeReactor(baseRates: [Double]) -> any Reactor { LossReactor(self, baseRates: baseRates) }
}

/// What a loss schedule remembers of the runs of a block.
public protocol Reactor: AnyObject {
  /// Takes in the losses of the first `lanes` runs and sets their rates for the next step.
  func react(to losses: Block, rates: Block, lanes: Int)

  /// Follows a run that is moved to another place in the block.
  func move(lane source: Int, to target: Int)
}

private final class LossReactor<S: LossSchedule>: Reactor {
  private let schedule: S
  private var memories: [S.Memory]

  init(_ schedule: S, baseRates: [Double]) {
    self.schedule = schedule
    memories = baseRates.map(schedule.start)
  }

  func react(to losses: Block, rates: Block, lanes: Int) {
    for lane in 0..<lanes {
      rates[0, lane] = schedule.nextRate(after: losses[0, lane], memory: &memories[lane])
    }
  }

  func move(lane source: Int, to target: Int) { memories[target] = memories[source] }
}

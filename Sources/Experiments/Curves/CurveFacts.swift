internal import Calculus

/// What a verdict on a training curve rests on, read off a run while it is stepped.
///
/// The curve is seen through the medians of its tenths: they tell a fall from a plateau and a plateau from a rise
/// without being fooled by a swing, a spike or the luck of a noisy step.
public struct CurveFacts: Sendable, Equatable {
  /// The loss at the start.
  public internal(set) var firstLoss = Double.nan
  /// The last loss.
  public internal(set) var lastLoss = Double.nan
  /// The lowest loss met; a loss that is not a number is not looked at.
  public internal(set) var lowestLoss = Double.infinity
  /// The step with the lowest loss.
  public internal(set) var lowestStep = 0
  /// The median loss of each tenth of the budget that was finished; of budgets below ten steps, of each step.
  public internal(set) var tenths: [Double] = []
  /// Whether the last point and its loss are finite.
  public internal(set) var isFinite = true
  /// How many steps were taken.
  public internal(set) var steps = 0
  /// The step from which the loss stays within a millionth of the first gap; nil if never, or without a minimum.
  public internal(set) var arrival: Int?
  /// The first step outside the window, and the loss there.
  public internal(set) var departure: Departure?
  /// The step from which on the run is outside the window; nil unless that is so throughout the last tenth of the
  /// budget, or the last loss is below the least there is.
  public internal(set) var exit: Int?
  /// The first step with a gap ten times the first one; nil if never, or without a minimum.
  public internal(set) var excess: Int?
  /// The share of the steps of the second half of the budget that turn back: by more than 90 degrees from the one before.
  public internal(set) var turning = 0.0
  /// The share of the steps of the second half of the budget at which the loss rises.
  public internal(set) var rising = 0.0
  /// The last point.
  public internal(set) var end: [Double] = []

  /// The first look outside the window.
  public struct Departure: Sendable, Equatable {
    /// The step.
    public let step: Int
    /// The loss there.
    public let loss: Double
  }

  /// Where the loss stands at the end: the median of the last tenth of the budget; infinite for a run that is lost.
  public var level: Double { isFinite ? tenths.last ?? lastLoss : .infinity }

  /// The facts of a walk that was kept.
  ///
  /// - Parameters:
  ///   - steps: the budget, which a run that is lost did not use up.
  ///   - least: the least loss there is; nil if there is no minimum.
  public init(of walk: Trajectory, steps: Int, window: [ClosedRange<Double>], least: Double?) {
    var reader = CurveReader(steps: steps, window: window, least: least)
    for step in 0..<walk.losses.count {
      reader.read(step: step, loss: walk.losses[step]) { walk.coordinate($0, step) }
    }
    self = reader.facts
  }

  /// Nothing read yet.
  init() {}
}

/// Reads the facts of one curve, step by step, and keeps no more than a tenth of it.
struct CurveReader {
  private let budget: Int
  private let window: [ClosedRange<Double>]
  private let least: Double?
  private var result = CurveFacts()
  private var arrival: Arrival?
  private var previousLoss = Double.nan
  private var previousPoint: [Double] = []
  private var previousMove: [Double]
  private var part: [Double] = []
  private var lastInside = 0
  /// Moves seen, moves that turned back and losses that rose in the second half.
  private var (moves, turns, looks, rises) = (0, 0, 0, 0)

  init(steps: Int, window: [ClosedRange<Double>], least: Double?) {
    budget = max(1, steps)
    self.window = window
    self.least = least
    previousMove = Array(repeating: 0, count: window.count)
  }

  private var parts: Int { min(10, budget) }

  mutating func read(step: Int, loss: Double, coordinate: (Int) -> Double) {
    if step == 0 {
      result.firstLoss = loss
      previousPoint = window.indices.map(coordinate)
    }
    result.steps = step
    result.lastLoss = loss
    if loss < result.lowestLoss { (result.lowestLoss, result.lowestStep) = (loss, step) }
    if let least {
      if result.excess == nil, !(loss - least <= 10 * (result.firstLoss - least)) { result.excess = step }
      var here = arrival ?? Arrival(at: least, within: 1e-6 * (result.firstLoss - least))
      here.look(loss, at: step)
      (arrival, result.arrival) = (here, here.step)
    }
    move(step, loss, coordinate)
    if step > 0 {
      part.append(loss)
      if (step * parts) / budget > ((step - 1) * parts) / budget {
        result.tenths.append(median(part))
        part.removeAll(keepingCapacity: true)
      }
    }
    previousLoss = loss
  }

  private mutating func move(_ step: Int, _ loss: Double, _ coordinate: (Int) -> Double) {
    let isLate = 2 * step > budget
    var isFinite = loss.isFinite
    var isInside = true
    var (along, length, previousLength) = (0.0, 0.0, 0.0)
    for index in previousPoint.indices {
      let place = coordinate(index)
      let change = place - previousPoint[index]
      isFinite = isFinite && place.isFinite
      isInside = isInside && window[index].contains(place)
      along += change * previousMove[index]
      length += change * change
      previousLength += previousMove[index] * previousMove[index]
      previousMove[index] = change
      previousPoint[index] = place
    }
    result.isFinite = isFinite
    if !isInside, result.departure == nil { result.departure = .init(step: step, loss: loss) }
    if isInside { lastInside = step }
    guard isLate else { return }
    looks += 1
    if loss > previousLoss { rises += 1 }
    if length > 0, previousLength > 0 {
      moves += 1
      if along < 0 { turns += 1 }
    }
  }

  /// What has been read so far.
  var facts: CurveFacts {
    var facts = result
    facts.end = previousPoint
    let isBelow = least.map { facts.lastLoss < $0 - 1e-6 * (facts.firstLoss - $0) } ?? false
    if lastInside + (isBelow ? 1 : max(1, budget / 10)) <= facts.steps { facts.exit = lastInside + 1 }
    facts.turning = moves > 0 ? Double(turns) / Double(moves) : 0
    facts.rising = looks > 0 ? Double(rises) / Double(looks) : 0
    return facts
  }
}

extension Batch {
  /// Walks every run and reads its facts on the way, so that no trajectory is kept.
  func facts(window: [ClosedRange<Double>], least: Double?, threads: Int) -> [CurveFacts] {
    let blocks = self.blocks
    return concurrently(blocks.count, threads: threads) { index in
      let lanes = blocks[index]
      var watcher = CurveWatcher(
        first: lanes.lowerBound,
        readers: Array(repeating: CurveReader(steps: steps, window: window, least: least), count: lanes.count))
      Walk(self, lanes: lanes).run(watching: &watcher)
      return watcher.readers.map(\.facts)
    }.flatMap { $0 }
  }
}

/// Shows every step of every run to its reader.
private struct CurveWatcher: Watcher {
  static let watchesEveryStep = true
  let first: Int
  var readers: [CurveReader]

  mutating func watch(_ view: WalkView) {
    for place in 0..<view.count {
      readers[view.runs[place] - first].read(step: view.step, loss: view.values[0, place]) { view.points[$0, place] }
    }
  }
}

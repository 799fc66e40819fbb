internal import Calculus
internal import Optimizers

/// The walk of one run: what was true after every step, from 0.
///
/// A trajectory is plain data. It does not know who walked, on what, or that it may be drawn.
public struct Trajectory: Sendable, Equatable {
  /// How many coordinates a point has.
  public let dimension: Int
  /// The coordinates of all points, one point after the other.
  public private(set) var coordinates: [Double] = []
  /// The exact loss at each point.
  public private(set) var losses: [Double] = []
  /// The length of the exact gradient at each point.
  public private(set) var gradientNorms: [Double] = []
  /// The rate of the step that led to each point; NaN at the start.
  public private(set) var rates: [Double] = []
  /// The evaluations asked for until each point was reached.
  public private(set) var evaluations: [Int] = []

  /// The further points after each step, slow weights or the corners of a simplex; empty if the optimizer has none.
  public private(set) var companions: [[[Double]]] = []

  /// Whether two walks are the same bit for bit: a rate that is no number equals itself.
  public static func == (a: Trajectory, b: Trajectory) -> Bool {
    func equal(_ a: [Double], _ b: [Double]) -> Bool { a.elementsEqual(b) { $0.bitPattern == $1.bitPattern } }
    return a.dimension == b.dimension && equal(a.coordinates, b.coordinates) && equal(a.losses, b.losses)
      && equal(a.gradientNorms, b.gradientNorms) && equal(a.rates, b.rates) && a.evaluations == b.evaluations
      && a.companions == b.companions
  }

  /// A walk that has not begun.
  public init(dimension: Int) { self.dimension = dimension }

  /// How many steps were taken.
  public var steps: Int { max(0, losses.count - 1) }

  /// The point after a number of steps.
  public func point(_ step: Int) -> [Double] {
    Array(coordinates[step * dimension..<(step + 1) * dimension])
  }

  /// One coordinate of the point after a number of steps.
  public func coordinate(_ index: Int, _ step: Int) -> Double { coordinates[step * dimension + index] }

  /// The last point.
  public var end: [Double] { losses.isEmpty ? [] : point(steps) }

  /// The last loss.
  public var finalLoss: Double { losses.last ?? .nan }

  /// Whether the last point and its loss are finite: a run that is cut short by infinity ends in it.
  public var isFinite: Bool { finalLoss.isFinite && end.allSatisfy(\.isFinite) }

  /// Adds what is true after one more step.
  public mutating func append(point: [Double], loss: Double, gradientNorm: Double, rate: Double, evaluations: Int) {
    coordinates += point
    losses.append(loss)
    gradientNorms.append(gradientNorm)
    rates.append(rate)
    self.evaluations.append(evaluations)
  }

  /// Adds what a watcher sees of one run.
  mutating func append(_ view: WalkView, _ place: Int) {
    for row in 0..<dimension { coordinates.append(view.points[row, place]) }
    losses.append(view.values[0, place])
    gradientNorms.append(view.gradientNorm(place))
    rates.append(view.step == 0 ? .nan : view.rates[0, place])
    evaluations.append(view.oracle.evaluations(lane: place))
    // Before the first step there is but the start.
    if let companions = view.companions { self.companions.append(view.step == 0 ? [end] : companions(place)) }
  }

  mutating func reserve(steps: Int) {
    coordinates.reserveCapacity((steps + 1) * dimension)
    losses.reserveCapacity(steps + 1)
    gradientNorms.reserveCapacity(steps + 1)
    rates.reserveCapacity(steps + 1)
    evaluations.reserveCapacity(steps + 1)
  }
}

/// When a run may stop before its budget is used up.
public enum Stop: Sendable, Equatable {
  /// As soon as the gradient is no longer than this.
  case gradient(Double)
  /// As soon as the loss is no higher than this.
  case loss(Double)
  /// As soon as the point is outside the box, one range a coordinate.
  case window([ClosedRange<Double>])
}

extension Batch {
  /// Walks every run to its end and keeps everything.
  ///
  /// - Parameters:
  ///   - stop: When a run may stop early; nil for the whole budget.
  ///   - threads: On how many threads; the result does not depend on it.
  /// - Returns: One trajectory a run, in order.
  public func trajectories(stop: Stop? = nil, threads: Int = 1) -> [Trajectory] {
    let blocks = self.blocks
    return concurrently(blocks.count, threads: threads) { index in
      var recorder = Recorder(lanes: blocks[index], dimension: objective.dimension, steps: steps, stop: stop)
      let walk = Walk(self, lanes: blocks[index])
      walk.run(watching: &recorder)
      return recorder.trajectories
    }.flatMap { $0 }
  }
}

/// Writes down every step of every run.
private struct Recorder: Watcher {
  static let watchesEveryStep = true
  let first: Int
  let stop: Stop?
  var trajectories: [Trajectory]

  init(lanes: Range<Int>, dimension: Int, steps: Int, stop: Stop?) {
    first = lanes.lowerBound
    self.stop = stop
    var empty = Trajectory(dimension: dimension)
    // Room for what most people ask; beyond it the arrays grow as they need.
    empty.reserve(steps: min(steps, 10_000))
    trajectories = Array(repeating: empty, count: lanes.count)
  }

  mutating func watch(_ view: WalkView) {
    for place in 0..<view.count { trajectories[view.runs[place] - first].append(view, place) }
  }

  func stops(_ view: WalkView, place: Int) -> Bool {
    switch stop {
    case nil: false
    case .gradient(let length): view.gradientNorm(place) <= length
    case .loss(let loss): view.values[0, place] <= loss
    case .window(let window): !zip(view.point(place), window).allSatisfy { $1.contains($0) }
    }
  }
}

extension WalkView {
  func point(_ place: Int) -> [Double] { (0..<points.rows).map { points[$0, place] } }

  /// The length of the gradient, safe from overflow.
  func gradientNorm(_ place: Int) -> Double {
    var sum = 0.0
    for row in 0..<gradients.rows { sum += gradients[row, place] * gradients[row, place] }
    // A sum of squares in the middle of the range of numbers has lost nothing.
    guard !(sum > 1e-280 && sum < 1e280) else { return sum.squareRoot() }
    let components = (0..<gradients.rows).map { gradients[$0, place].magnitude }
    guard let largest = components.max(), largest > 0, components.allSatisfy(\.isFinite) else {
      return components.reduce(0, +)
    }
    return largest * components.map { ($0 / largest) * ($0 / largest) }.reduce(0, +).squareRoot()
  }
}

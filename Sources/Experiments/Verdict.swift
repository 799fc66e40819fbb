internal import Calculus
internal import Surfaces

/// How a run ended.
///
/// Divergence is a result like any other.
public enum Verdict: Sendable, Equatable {
  /// The loss is within a millionth of the first gap from a step on, to the end.
  case converged(step: Int)
  /// The point or its loss was no longer finite after a step.
  case diverged(step: Int)
  /// The end lies outside the window, which was first left at a step.
  case leftWindow(step: Int)
  /// The end is a minimum, but not the lowest.
  case otherMinimum
  /// The end is at a saddle, or so near one that the run has not left it.
  case onSaddle
  /// The run goes round the same points, so many steps to a round.
  case cycling(period: Int)
  /// The loss still falls: by at least 2.3 % of the gap over the last tenth of the steps.
  case stillFalling
  /// The players of a game have moved apart: the gradient is longer than at the start.
  case movingAway
  /// None of these: the loss no longer falls.
  case stalled
}

extension Verdict {
  /// Reads the verdict off a trajectory.
  init(of walk: Trajectory, on surface: Surface, least: Double?, arrival: Int?) {
    let end = walk.end
    if !walk.isFinite {
      self = .diverged(step: walk.steps)
    } else if let step = arrival {
      self = .converged(step: step)
    } else if !surface.window.contains(end), let step = walk.departure(from: surface.window) {
      self = .leftWindow(step: step)
    } else if let period = walk.period {
      self = .cycling(period: period)
    } else if surface.isGame {
      let lengths = walk.gradientNorms
      let isFarther = walk.steps > 0 && lengths[walk.steps] > lengths[0]
      self = isFarther ? .movingAway : lengths.isFalling(towards: 0) ? .stillFalling : .stalled
    } else if let kind = walk.restingPlace(on: surface) {
      self = kind == .saddle ? .onSaddle : .otherMinimum
    } else if least == nil, surface.saddles.contains(where: { walk.lingers(at: $0.at, in: surface.window) }) {
      self = .onSaddle
    } else {
      self = walk.losses.isFalling(towards: least) ? .stillFalling : .stalled
    }
  }
}

extension Trajectory {
  /// The first step outside a box, at a point that is finite: who is thrown to infinity has gone nowhere.
  func departure(from window: [ClosedRange<Double>]) -> Int? {
    (0..<losses.count).first { !window.contains(point($0)) && point($0).allSatisfy(\.isFinite) }
  }

  /// The number of steps after which the last points come back, from 2 to 16, if they do.
  var period: Int? {
    Period.length(of: coordinates.suffix((4 * Period.longest + 1) * dimension), dimension: dimension)
  }

  /// The kind of stationary point at which the walk rests, if the gradient there is a millionth of the steepest met.
  func restingPlace(on surface: Surface) -> StationaryKind? {
    guard let last = gradientNorms.last, let steepest = gradientNorms.max(), last <= 1e-6 * steepest else { return nil }
    return surface.kindOfRest(at: end)
  }

  /// Whether the end is within a twentieth of the window's diagonal of a place.
  func lingers(at place: [Double], in window: [ClosedRange<Double>]) -> Bool {
    distance(end, place) <= 0.05 * window.diagonal
  }

}

extension Surface {
  /// Whether a point of no slope is a minimum or a saddle; nil for anything else.
  func kindOfRest(at place: [Double]) -> StationaryKind? {
    let kind = SymmetricMatrix(rows: objective.hessian(at: place)).stationaryKind()
    return kind == .minimum || kind == .saddle ? kind : nil
  }
}

/// What is to become small, after each step from 0.
extension [Double] {
  /// The step from which it stays within a millionth of the first gap of the least.
  ///
  /// - Parameter held: for how many steps at least, where a run may come near by luck.
  func arrival(least: Double, held: Int = 0) -> Int? {
    guard let first else { return nil }
    var arrival = Arrival(at: least, within: 1e-6 * (first - least))
    for (step, number) in enumerated() { arrival.look(number, at: step) }
    return arrival.step.flatMap { count - 1 - $0 >= held ? $0 : nil }
  }

  /// Whether the gap falls by a hundredth of a decade, 2.3 %, over the last tenth of the steps.
  ///
  /// The two halves of that tenth are compared by their medians, which stand half of it apart, so that the swing of an
  /// oscillating loss is not taken for a fall. Without a least loss the fall so far stands for the gap.
  func isFalling(towards least: Double?) -> Bool {
    let steps = count - 1
    let tail = Swift.max(1, steps / 10)
    guard steps >= 2 * tail else { return steps > 0 && self[steps] < self[0] }
    let half = Swift.max(1, tail / 2)
    let early = median(Array(self[(steps - tail)..<(steps - tail + half)]))
    let late = median(Array(self[(steps - half + 1)...]))
    guard let least else { return late < early - 0.01 * (self[0] - early).magnitude }
    return late - least <= (early - least) * 0.9885530946569389
  }
}

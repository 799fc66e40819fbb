public import Calculus

/// DoG, distance over gradients: the rate is the largest distance from the start so far, over the root of the sum of all
/// squared gradients.
///
/// ```
/// r <- max(r, |x - x0|)              r = reps_rel (1 + |x0|) at first
/// G <- G + |g|^2
/// x <- x - rate r / sqrt(G + eps) g
/// ```
///
/// The first step has the length `reps_rel (1 + |x0|)`, a millionth of what can be seen; the steps then grow by 40 %, later
/// by 20 % at each, and forty pass before the path shows. Afterwards it is gradient descent at a rate that never
/// recovers from the steepest slopes met: down in a valley it hardly moves. A larger `reps_rel`, 0.01 say, shortens the
/// wait. The rate is meant to stay 1.
///
/// - Order: first; one gradient a step.
/// - Memory: the start; the distance and the sum.
/// - Deviates: nowhere; the mean of the path, which the authors recommend to evaluate, is not taken. `rate` is the
///   authors' factor c, 1 by default.
/// - Source: M. Ivgi, O. Hinder, Y. Carmon, DoG is SGD's best friend: a parameter-free dynamic step size schedule, ICML
///   2023, arXiv:2302.12022, Algorithm 1.
public struct DoG: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "dog", aliases: ["distance-over-gradients"], label: "DoG",
    summary: "gradient descent whose rate is the distance from the start over the gradients so far", defaultRate: 1)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<DoG>] = [
    .real("reps_rel", \.firstDistance, in: .positive, "first distance, in terms of 1 + the distance from the origin"),
    .real("eps", \.eps, in: .notNegative, "added to the sum of squares, so that nothing is divided by 0"),
  ]

  /// The first distance, in terms of 1 and the start's distance from the origin.
  public var firstDistance: Lanes = 1e-6
  /// What is added to the sum of squares.
  public var eps: Lanes = 1e-8

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var start: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var distance: Lanes = 0
    var sum: Lanes = 0
  }

  /// Nowhere; `begin` notes the start.
  public var start: Trace { Trace() }

  /// All zero; `begin` sets the first distance.
  public var opening: Common { Common() }

  /// Notes where the run starts, and how far it may first step.
  public func begin(_ body: Body<Trace>, common: inout Common) {
    for index in body.indices { body.trace[index].start = body.point[index] }
    common.distance = firstDistance * (1 + body.point.norm)
  }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let distance = body.squaredDistance { $0.start }.squareRoot()
    common.distance = (distance > common.distance).select(distance, common.distance)
    common.sum += body.gradient.dot(body.gradient)
    let root = (common.sum + eps).squareRoot()
    let scale = root.equals(0).select(0, rate * common.distance / root)
    for index in body.indices { body.point[index] -= scale * body.gradient[index] }
  }
}

extension Body {
  /// The squared distance of the point from a place that the memory holds.
  @inline(__always)
  func squaredDistance(from place: (Trace) -> Lanes) -> Lanes {
    var sum: Lanes = 0
    for index in indices {
      let difference = point[index] - place(trace[index])
      sum += difference * difference
    }
    return sum
  }
}

public import Calculus

/// DoWG, distance over weighted gradients: as DoG, but each squared gradient counts as much as the squared distance at its
/// time.
///
/// ```
/// R <- max(R, |x - x0|^2)            R = eps at first
/// v <- v + R |g|^2
/// x <- x - rate R / (sqrt(v) + eps) g
/// ```
///
/// Early gradients, asked when the distance was small, hardly count later: steps grow by 85 % at each, and the path shows
/// after three where DoG's takes forty. They grow until they are felt to be too long, so the path leaps widely before it
/// calms. The rate is meant to stay 1.
///
/// - Order: first; one gradient a step.
/// - Memory: the start; the squared distance and the sum.
/// - Deviates: nowhere; one `eps` is the first squared distance and stands beside the root, as in the authors' code.
///   `rate` is a factor, 1 by default.
/// - Source: A. Khaled, K. Mishchenko, C. Jin, DoWG unleashed: an efficient universal parameter-free gradient descent
///   method, NeurIPS 2023, arXiv:2305.16284, Algorithm 1.
public struct DoWG: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "dowg", label: "DoWG",
    summary: "gradient descent whose rate is the distance from the start over gradients weighted by it", defaultRate: 1)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<DoWG>] = [
    .real("eps", \.eps, in: .positive, "first squared distance, and what is added to the root")
  ]

  /// The first squared distance, and what is added to the root.
  public var eps: Lanes = 1e-4

  /// The authors' default.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var start: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var squaredDistance: Lanes
    var sum: Lanes = 0
  }

  /// Nowhere; `begin` notes the start.
  public var start: Trace { Trace() }

  /// The first distance.
  public var opening: Common { Common(squaredDistance: eps) }

  /// Notes where the run starts.
  public func begin(_ body: Body<Trace>, common: inout Common) {
    for index in body.indices { body.trace[index].start = body.point[index] }
  }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let square = body.squaredDistance { $0.start }
    common.squaredDistance = (square > common.squaredDistance).select(square, common.squaredDistance)
    common.sum += common.squaredDistance * body.gradient.dot(body.gradient)
    let scale = rate * common.squaredDistance / (common.sum.squareRoot() + eps)
    for index in body.indices { body.point[index] -= scale * body.gradient[index] }
  }
}

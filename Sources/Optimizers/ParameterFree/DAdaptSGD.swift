public import Calculus

/// D-Adaptation for gradient descent: the rate is a lower bound d of the distance to the minimum, over the length of the
/// first gradient.
///
/// ```
/// l <- |g|                                in the first step
/// D = rate d / l
/// r <- r + D g.s
/// s <- s + D g
/// d <- max(d, 2 r / |s|)
/// x <- x + (1 - momentum) (x0 - s - x)    x0 the start
/// ```
///
/// The bound grows by the root of 3 at each step, so that twenty pass before the path shows; from there it is gradient
/// descent at a rate that was found and never falls again. On a surface much steeper elsewhere than at the start that rate
/// is too large, and so it is where `d0` lies above the true distance. The rate is meant to stay 1.
///
/// - Order: first; one gradient a step.
/// - Memory: the start and a weighted sum of gradients a coordinate; d, r and the length of the first gradient.
/// - Deviates: nowhere from the authors' code with its default of unlimited growth; weight decay is left out. Where the
///   first gradient is 0, the first that is not takes its place.
/// - Source: A. Defazio, K. Mishchenko, Learning-rate-free learning by D-Adaptation, ICML 2023, arXiv:2301.07733,
///   Algorithm 4; dadaptation 3.2.
public struct DAdaptSGD: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "dadapt-sgd", aliases: ["dadaptsgd"], label: "D-Adapt SGD",
    summary: "gradient descent whose rate is a growing lower bound of the distance to the minimum", defaultRate: 1)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// A step is counted from the start, and not from the point.
  public static let followsPoint = false

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<DAdaptSGD>] = [
    .real("momentum", \.momentum, in: .decay, "share of the point that survives a step"),
    .real("d0", \.firstDistance, in: .positive, "first lower bound of the distance"),
  ]

  /// The share of the point that survives a step.
  public var momentum: Lanes = 0
  /// The first lower bound of the distance.
  public var firstDistance: Lanes = 1e-6

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var start: Lanes = 0
    var gradients: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var distance: Lanes
    var product: Lanes = 0
    var firstLength: Lanes = 0
  }

  /// All zero; `begin` notes the start.
  public var start: Trace { Trace() }

  /// The first bound.
  public var opening: Common { Common(distance: firstDistance) }

  /// Notes where the run starts.
  public func begin(_ body: Body<Trace>, common: inout Common) {
    for index in body.indices { body.trace[index].start = body.point[index] }
  }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let isFirst = common.firstLength.equals(0)
    common.firstLength = isFirst.select(body.gradient.norm, common.firstLength)
    let length = common.firstLength.equals(0).select(0, common.distance * rate / common.firstLength)
    var square: Lanes = 0
    for index in body.indices {
      let gradient = body.gradient[index]
      common.product += length * gradient * body.trace[index].gradients
      body.trace[index].gradients += length * gradient
      square += body.trace[index].gradients * body.trace[index].gradients
      let base = body.trace[index].start - body.trace[index].gradients
      body.point[index] += (1 - momentum) * (base - body.point[index])
    }
    let bound = square.equals(0).select(0, 2 * common.product / square.squareRoot())
    common.distance = (bound > common.distance).select(bound, common.distance)
  }
}

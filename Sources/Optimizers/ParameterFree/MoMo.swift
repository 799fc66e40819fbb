public import Calculus

/// MoMo: momentum whose step ends where a model of the loss, a mean of its tangents, meets a known lower bound.
///
/// ```
/// b = 0                                   in the first step
/// b = beta                                later
/// F <- b F + (1 - b) f                    f the loss at x
/// p <- b p + (1 - b) g.x
/// m <- b m + (1 - b) g
/// a = max(F - lower_bound - p + m.x, 0) / |m|^2
/// x <- x - min(rate, a) m
/// ```
///
/// Far from the minimum the rate decides; near it, or where the rate is too large, a does, which is Polyak's step with
/// momentum. With the true minimum as `lower_bound` it bears any rate on a convex surface; with a bound too low it becomes
/// plain momentum at the given rate.
///
/// - Order: first; the value with the gradient.
/// - Memory: a mean a coordinate; the means of the value and of g.x.
/// - Deviates: nowhere; the bound is given and not adapted. At rest, where |m|^2 <= 2.2e-16, it does not move.
/// - Source: F. Schaipp, R. Ohana, M. Eickenberg, A. Defazio, R. M. Gower, MoMo: momentum models for adaptive learning
///   rates, ICML 2024, arXiv:2305.07583, Algorithm 1.
public struct MoMo: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "momo", label: "MoMo",
    summary: "momentum whose step ends where a model of the loss meets a known lower bound", defaultRate: 1)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// The bound is one of the value.
  public static let dependsOnLossLevel = true

  /// The value belongs to its gradient.
  public static let asksGradientsAlone = false

  /// Its rate is found on the way.
  public static let findsItsRate = true

  /// Every knob.
  public static let knobs: [Knob<MoMo>] = [
    .real("beta", \.beta, in: .decay, "share of the means that survives a step"),
    .real("lower_bound", \.lowerBound, in: bounds, "what the loss cannot fall below"),
  ]

  /// Losses beyond these are no losses.
  private static let bounds = Interval(-1e100, 1e100, includesLower: true, includesUpper: true)

  /// The share of the means that survives a step.
  public var beta: Lanes = 0.9
  /// What the loss cannot fall below.
  public var lowerBound: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// What is remembered for the run.
  public struct Common: Sendable {
    var value: Lanes = 0
    var product: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// All zero.
  public var opening: Common { Common() }

  /// The value.
  public func wishes(step: Int) -> Wishes { .value }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let survival = step == 1 ? 0 : beta
    common.value = survival * common.value + (1 - survival) * body.value
    common.product = survival * common.product + (1 - survival) * body.gradient.dot(body.point)
    var square: Lanes = 0
    var product: Lanes = 0
    for index in body.indices {
      let mean = survival * body.trace[index].mean + (1 - survival) * body.gradient[index]
      square += mean * mean
      product += mean * body.point[index]
      body.trace[index].mean = mean
    }
    let height = common.value - lowerBound - common.product + product
    let full = (height > 0).select(height, 0) / square
    let length = (square <= 0x1p-52).select(0, (full < rate).select(full, rate))
    for index in body.indices { body.point[index] -= length * body.trace[index].mean }
  }
}

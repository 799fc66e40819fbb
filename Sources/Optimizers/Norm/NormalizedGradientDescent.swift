public import Calculus

/// Normalised gradient descent: each step is as long as the rate says, straight downhill.
///
/// ```
/// x <- x - rate g / (|g| + eps)
/// ```
///
/// The length of the step does not depend on the slope: plains are crossed as fast as cliffs are gone down, and a saddle
/// holds nobody up. Near a minimum it jumps to and fro over it at a distance of half a rate for ever, until a schedule
/// lowers the rate.
///
/// - Order: first; one gradient a step.
/// - Memory: nothing.
/// - Deviates: `eps` keeps a run at rest where the gradient is 0.
/// - Source: Y. Nesterov, Minimization methods for nonsmooth convex and quasiconvex functions, Matekon 29 (1984) 519;
///   E. Hazan, K. Levy, S. Shalev-Shwartz, Beyond convexity: stochastic quasi-convex optimization, NIPS 2015.
public struct NormalizedGradientDescent: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "normalized", aliases: ["normalised", "ngd"], label: "Normalised GD",
    summary: "steps of a fixed length, straight downhill", defaultRate: 1e-2)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<NormalizedGradientDescent>] = [
    .real("eps", \.eps, in: .notNegative, "added to the length, so that nothing is divided by 0")
  ]

  /// What is added to the length of the gradient.
  public var eps: Lanes = 1e-12

  /// eps = 1e-12.
  public init() {}

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// Takes one step.
  public func move(_ body: Body<NoTrace>, common: inout NoTrace, rate: Lanes, step: Int) {
    let length = body.gradient.norm + eps
    // With eps = 0 a run at rest would divide 0 by 0.
    let scale = length.equals(0).select(0, rate / length)
    for index in body.indices { body.point[index] -= scale * body.gradient[index] }
  }
}

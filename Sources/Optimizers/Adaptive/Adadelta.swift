public import Calculus

/// Adadelta: RMSprop whose rate is the root mean square of its own past steps.
///
/// ```
/// g <- gradient + weight_decay x
/// s <- rho s + (1 - rho) g^2
/// d <- sqrt(e + eps) / sqrt(s + eps) * g
/// e <- rho e + (1 - rho) d^2
/// x <- x - rate d
/// ```
///
/// The first step has a length of about sqrt(eps / (1 - rho)), 0.003 with the defaults, whatever the surface: it starts
/// glacially, and eps is the rate in disguise. In a valley it goes back and forth between the walls.
///
/// - Order: first; one gradient a step.
/// - Memory: two mean squares a coordinate, of gradients and of steps.
/// - Deviates: nowhere from PyTorch; the paper has no rate, which is rate 1, and rho 0.95.
/// - Source: M. D. Zeiler, arXiv:1212.5701, Algorithm 1; the form is that of `torch.optim.Adadelta`.
public struct Adadelta: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "adadelta", label: "Adadelta",
    summary: "RMSprop whose rate is the root mean square of its own past steps", defaultRate: 1)

  /// Every knob.
  public static let knobs: [Knob<Adadelta>] = [
    .real("rho", \.rho, in: .decay, "share of both mean squares that survives a step"),
    .real("eps", \.eps, in: .positive, "added under both roots; sets the length of the first step"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The share of both mean squares that survives a step.
  public var rho: Lanes = 0.9
  /// What is added under both roots.
  public var eps: Lanes = 1e-6
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var meanSquare: Lanes = 0
    var meanSquareStep: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let slope = gradient + weightDecay * point
    trace.meanSquare = rho * trace.meanSquare + (1 - rho) * slope * slope
    let step = (trace.meanSquareStep + eps).squareRoot() / (trace.meanSquare + eps).squareRoot() * slope
    trace.meanSquareStep = rho * trace.meanSquareStep + (1 - rho) * step * step
    point -= rate * step
  }
}

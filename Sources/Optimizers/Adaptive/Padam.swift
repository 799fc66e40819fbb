public import Calculus

/// Padam: AMSGrad with its division only done in part, between momentum and Adam.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// M <- max(M, s)                          if amsgrad
/// M <- s                                  unless amsgrad
/// x <- x - rate m sqrt(1 - beta2^t) / (1 - beta1^t) / (sqrt(M) + eps)^(2 partial)
/// ```
///
/// With `partial` a half it is AMSGrad, towards 0 momentum. In between, a direction that is a hundred times steeper is
/// walked ten times as fast: the path bends between Adam's diagonal and the line of steepest descent.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and its largest value a coordinate.
/// - Deviates: nowhere from the authors' code, eps before the correction; pytorch_optimizer's has no maximum, which is
///   `amsgrad=false`.
/// - Source: J. Chen and others, Closing the generalization gap of adaptive gradient methods in training deep neural
///   networks, IJCAI 2020, arXiv:1806.06763, Algorithm 1.
public struct Padam: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "padam", label: "Padam", summary: "AMSGrad with its division only done in part", defaultRate: 0.1)

  /// Every knob.
  public static let knobs: [Knob<Padam>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real(
      "partial", \.partial, in: Interval(0, 0.5, includesLower: false, includesUpper: true),
      "exponent of the mean square that divides: 0.5 for all of Adam"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .flag("amsgrad", \.amsgrad, "divide by the largest mean square so far"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// The exponent of the mean square that divides.
  public var partial: Lanes = 0.25
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// Whether the largest mean square so far divides.
  public var amsgrad = true

  /// The authors' defaults.
  public init() {}

  /// All zero.
  public var start: AMSGrad.Trace { AMSGrad.Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(
    _ point: inout Lanes, gradient: Lanes, trace: inout AMSGrad.Trace, rate: Lanes, pace: BiasCorrection
  ) {
    trace.mean = beta1 * trace.mean + (1 - beta1) * gradient
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    trace.largest = amsgrad ? Lanes.maximum(trace.largest, trace.meanSquare) : trace.meanSquare
    let size = Lanes.pow(trace.largest.squareRoot() + eps, 2 * partial)
    point -= rate * pace.mean * trace.mean / (size * pace.root)
  }
}

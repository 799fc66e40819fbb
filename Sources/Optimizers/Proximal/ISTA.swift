public import Calculus

/// Iterative soft thresholding: a step of gradient descent, then every coordinate shrinks towards 0 and stays there once
/// it arrives.
///
/// ```
/// x <- x - rate g
/// x <- sign(x) max(|x| - rate l1, 0)
/// ```
///
/// What is minimised is `f(x) + l1 |x|_1`, while a figure shows the loss `f` alone: the path ends beside the minimum of f,
/// on an axis if the slope there is below `l1`. Along the axis it runs straight, for a zero is exact; gradient descent on
/// the same sum would cross the axis to and fro. The surface's own `+l1` adds the penalty to the loss: with both it counts
/// twice, so give this optimizer the smooth surface.
///
/// - Order: first; one gradient a step.
/// - Memory: nothing.
/// - Deviates: nowhere, with a rate that does not adapt. With `l1` at 0 it is gradient descent.
/// - Source: I. Daubechies, M. Defrise, C. De Mol, Communications on Pure and Applied Mathematics 57 (2004) 1413;
///   A. Beck, M. Teboulle, SIAM Journal on Imaging Sciences 2 (2009) 183, equation 1.4.
public struct ISTA: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "ista", aliases: ["proximal-gradient"], label: "ISTA",
    summary: "gradient descent with an exact L1 penalty: coordinates shrink to 0 and stay", defaultRate: 1e-3)

  /// Every knob.
  public static let knobs: [Knob<ISTA>] = [
    .real("l1", \.penalty, in: .notNegative, "penalty on the size of each coordinate")
  ]

  /// The penalty on the size of each coordinate.
  public var penalty: Lanes = 0.1

  /// A penalty of 0.1.
  public init() {}

  /// That of gradient descent: the shrinking never lengthens an error.
  ///
  /// - Source: P. L. Combettes, V. R. Wajs, Multiscale Modeling and Simulation 4 (2005) 1168, theorem 3.4.
  public var stabilityThreshold: StabilityThreshold? { StabilityThreshold(2, "2") }

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout NoTrace, rate: Lanes, pace: Void) {
    point = (point - rate * gradient).softened(by: rate * penalty)
  }
}

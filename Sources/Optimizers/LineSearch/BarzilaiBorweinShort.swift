public import Calculus

/// Barzilai and Borwein's short step: gradient descent whose length is the inverse of the curvature seen in the last step.
///
/// ```
/// s = x - x'                              later; x' and g' the point and the gradient before
/// y = g - g'                              later
/// a = rate                                in the first step
/// a = s.y / y.y                           later
/// a = |s| / |y|                           if t > 1 and s.y <= 0, where the surface curved down
/// x' <- x
/// g' <- g
/// x <- x - a g
/// ```
///
/// The steps are not made to fall: on a logarithmic axis the loss leaps up now and then and comes down by decades, and in
/// a bowl it arrives sooner than steepest descent with exact searches, from gradients and nothing more. Of the two lengths
/// this is the shorter one, which takes some fifty steps through Rosenbrock's valley.
///
/// - Order: first; one gradient a step.
/// - Memory: the last point and gradient.
/// - Deviates: nowhere in a bowl; the paper does not say what to do where the surface curves down. The rate is the length of
///   the first step and no other's. On a noisy surface the two gradients belong to two functions.
/// - Source: J. Barzilai, J. M. Borwein, IMA Journal of Numerical Analysis 8 (1988) 141, equation 5; where it curves
///   down Y.-H. Dai, M. Al-Baali, X. Yang, A positive Barzilai-Borwein-like stepsize (2015).
public struct BarzilaiBorweinShort: Method, BarzilaiBorwein {
  /// The rate is that of the first step alone.
  public static let ratesEveryStep = false

  /// Who this is.
  public static let identity = Identity(
    name: "bb2", label: "BB2",
    summary: "gradient descent by the cautious inverse curvature of the last step", defaultRate: 1e-3)

  /// None.
  public static let knobs: [Knob<BarzilaiBorweinShort>] = []

  /// There is nothing to set.
  public init() {}

  /// s.y / y.y.
  public static func length(step: [Double], change: [Double]) -> Double {
    dot(step, change) / dot(change, change)
  }
}

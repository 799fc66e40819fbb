public import Calculus

/// Barzilai and Borwein's long step: gradient descent whose length is the inverse of the curvature seen in the last step.
///
/// ```
/// s = x - x'                              later; x' and g' the point and the gradient before
/// y = g - g'                              later
/// a = rate                                in the first step
/// a = s.s / s.y                           later
/// a = |s| / |y|                           if t > 1 and s.y <= 0, where the surface curved down
/// x' <- x
/// g' <- g
/// x <- x - a g
/// ```
///
/// The steps are not made to fall: on a logarithmic axis the loss leaps up now and then and comes down by decades, and in
/// a bowl it arrives sooner than steepest descent with exact searches, from gradients and nothing more. Of the two lengths
/// this is the longer one, which in Rosenbrock's valley throws the path out again and again.
///
/// - Order: first; one gradient a step.
/// - Memory: the last point and gradient.
/// - Deviates: nowhere in a bowl; the paper does not say what to do where the surface curves down. The rate is the length of
///   the first step and no other's. On a noisy surface the two gradients belong to two functions.
/// - Source: J. Barzilai, J. M. Borwein, IMA Journal of Numerical Analysis 8 (1988) 141, equation 6; where it curves
///   down Y.-H. Dai, M. Al-Baali, X. Yang, A positive Barzilai-Borwein-like stepsize (2015).
public struct BarzilaiBorweinLong: Method, BarzilaiBorwein {
  /// The rate is that of the first step alone.
  public static let ratesEveryStep = false

  /// Who this is.
  public static let identity = Identity(
    name: "bb1", aliases: ["barzilai-borwein"], label: "BB1",
    summary: "gradient descent by the inverse curvature of the last step", defaultRate: 1e-3)

  /// None.
  public static let knobs: [Knob<BarzilaiBorweinLong>] = []

  /// There is nothing to set.
  public init() {}

  /// s.s / s.y.
  public static func length(step: [Double], change: [Double]) -> Double {
    dot(step, step) / dot(step, change)
  }
}

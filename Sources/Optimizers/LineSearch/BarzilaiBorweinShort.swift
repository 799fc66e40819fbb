public import Calculus

/// Barzilai and Borwein's short step: gradient descent whose length is the inverse of the curvature seen in the last step.
///
/// ```
/// s = x - x'   y = g - g'
/// a <- s.y / y.y       rate in the first step, and where the surface curved down
/// x <- x - a g
/// ```
///
/// The steps are not made to fall: on a logarithmic axis the loss leaps up now and then and comes down by decades, and in
/// a bowl it arrives far sooner than steepest descent with exact searches, from the same gradients and nothing more.
/// Of the two lengths this is the shorter one: it leaps less, and is the safer on surfaces that are not quadratic.
///
/// - Order: first; one gradient a step.
/// - Memory: the last point and gradient.
/// - Deviates: nowhere from the paper, which has no safeguard. The first length is the rate, which is of no meaning in later
///   steps but where `s.y` is not positive. On a noisy surface the two gradients belong to two functions.
/// - Source: J. Barzilai, J. M. Borwein, IMA Journal of Numerical Analysis 8 (1988) 141, equation 5.
public struct BarzilaiBorweinShort: BarzilaiBorwein {
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

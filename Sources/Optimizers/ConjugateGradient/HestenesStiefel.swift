public import Calculus

/// Hestenes and Stiefel's conjugate gradients: a direction is conjugate to the last by the curvature just seen
/// along it.
///
/// ```
/// p <- -g + beta p       beta <- g.y / p.y with y = g - g'
/// x <- x + a p           a by a strong Wolfe search
/// ```
///
/// In a bowl the second step goes to the bottom, if the first was exact. Its paths are close to those of Polak and
/// Ribière's form; Rosenbrock's valley takes 21 steps to a millionth of the first loss.
///
/// - Order: first; a value with its gradient, and one more for every trial of the search.
/// - Memory: the last direction with its share, length and slope.
/// - Deviates: nowhere. Where the direction does not lead down, or a search finds no lower place, the next one is the
///   gradient's. With `curvature` at 1e-9 these are linear conjugate gradients on a quadratic.
/// - Source: M. R. Hestenes, E. Stiefel, Journal of Research of the National Bureau of Standards 49 (1952) 409; J.
///   Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), equation 5.46.
public struct HestenesStiefel: Method, ConjugateGradient {
  /// Who this is.
  public static let identity = Identity(
    name: "cg-hs", aliases: ["hestenes-stiefel"], label: "CG (HS)",
    summary: "conjugate gradients by the curvature along the last direction", defaultRate: nil)

  /// Every knob.
  public static let knobs = commonKnobs

  /// c1: the share of the promised fall that a step must bring.
  public var armijo: Lanes = 1e-4
  /// c2: the share of the slope that a step may leave.
  public var curvature: Lanes = 0.1
  /// The steps after which a direction is the gradient's again; 0 for never.
  public var restart = 0
  /// The most trials of a search; after them the lowest place found is taken.
  public var trials = 25

  /// c1 = 1e-4, c2 = 0.1, at most 25 trials, no restarts by the clock.
  public init() {}

  /// beta.
  public static func share(of direction: [Double], before: [Double], after: [Double]) -> Double {
    let change = difference(after, before)
    return dot(after, change) / dot(direction, change)
  }
}

public import Calculus

/// Dai and Yuan's conjugate gradients: whatever Wolfe step was taken, the next direction leads down.
///
/// ```
/// p <- -g + beta p       beta <- g.g / p.y with y = g - g'
/// x <- x + a p           a by a strong Wolfe search
/// ```
///
/// In a bowl the second step goes to the bottom, if the first was exact. Like Fletcher and Reeves's form it jams
/// now and then: Rosenbrock's valley takes 55 steps to a millionth of the first loss, and on Himmelblau's surface
/// from (-0.3, -1) it needs `restart=10`.
///
/// - Order: first; a value with its gradient, and one more for every trial of the search.
/// - Memory: the last direction with its share, length and slope.
/// - Deviates: nowhere. Where the direction does not lead down, or a search finds no lower place, the next one is the
///   gradient's. With `curvature` at 1e-9 these are linear conjugate gradients on a quadratic.
/// - Source: Y. H. Dai, Y. Yuan, SIAM Journal on Optimization 10 (1999) 177.
public struct DaiYuan: Method, ConjugateGradient {
  /// Who this is.
  public static let identity = Identity(
    name: "cg-dy", aliases: ["dai-yuan"], label: "CG (DY)",
    summary: "conjugate gradients that lead down after any Wolfe step", defaultRate: nil)

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
    dot(after, after) / dot(direction, difference(after, before))
  }
}

public import Calculus

/// Fletcher and Reeves's conjugate gradients: a direction carries on as much of the last as the gradient has kept
/// of its square.
///
/// ```
/// p <- -g + beta p       beta <- g.g / g'.g'
/// x <- x + a p           a by a strong Wolfe search
/// ```
///
/// In a bowl the second step goes to the bottom, if the first was exact. Without restarts it jams now and then:
/// after a short step its direction stays at a right angle to the gradient, as on Himmelblau's surface from (-0.3,
/// -1), where `restart=10` frees it. Rosenbrock's valley takes 69 steps to a millionth of the first loss, Polak and
/// Ribière's form 19.
///
/// - Order: first; a value with its gradient, and one more for every trial of the search.
/// - Memory: the last direction with its share, length and slope.
/// - Deviates: nowhere. Where the direction does not lead down, or a search finds no lower place, the next one is the
///   gradient's. With `curvature` at 1e-9 these are linear conjugate gradients on a quadratic.
/// - Source: R. Fletcher, C. M. Reeves, The Computer Journal 7 (1964) 149; J. Nocedal, S. J. Wright, Numerical
///   optimization, 2nd ed. (2006), Algorithm 5.4.
public struct FletcherReeves: Method, ConjugateGradient {
  /// Who this is.
  public static let identity = Identity(
    name: "cg-fr", aliases: ["fletcher-reeves"], label: "CG (FR)",
    summary: "conjugate gradients that never forget", defaultRate: nil)

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
    dot(after, after) / dot(before, before)
  }
}

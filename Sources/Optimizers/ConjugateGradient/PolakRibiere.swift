public import Calculus

/// Polak and Ribière's conjugate gradients, with the plus: a direction carries on what is new in the gradient.
///
/// ```
/// p <- -g + beta p       beta <- max(0, g.(g - g') / g'.g')
/// x <- x + a p           a by a strong Wolfe search
/// ```
///
/// In a bowl the second step goes to the bottom, if the first was exact. After a short step the gradient has hardly
/// changed, so that nothing is carried on and the method begins anew by itself. Rosenbrock's valley takes 19 steps
/// to a millionth of the first loss, gradient descent with the same searches thousands.
///
/// - Order: first; a value with its gradient, and one more for every trial of the search.
/// - Memory: the last direction with its share, length and slope.
/// - Deviates: nowhere. Where the direction does not lead down, or a search finds no lower place, the next one is the
///   gradient's. With `curvature` at 1e-9 these are linear conjugate gradients on a quadratic.
/// - Source: E. Polak, G. Ribière, Revue française d'informatique et de recherche opérationnelle 3 (1969) 35; the
///   plus from J. C. Gilbert, J. Nocedal, SIAM Journal on Optimization 2 (1992) 21.
public struct PolakRibiere: Method, ConjugateGradient {
  /// Who this is.
  public static let identity = Identity(
    name: "cg-pr", aliases: ["polak-ribiere"], label: "CG (PR+)",
    summary: "conjugate gradients that begin anew by themselves", defaultRate: nil)

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
    max(0, dot(after, difference(after, before)) / dot(before, before))
  }
}

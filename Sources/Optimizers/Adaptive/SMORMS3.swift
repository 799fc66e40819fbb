public import Calculus

/// SMORMS3: RMSprop that finds its own memory, and steps that shrink as soon as gradients disagree.
///
/// ```
/// d <- 1 / (k + 1)                        k = 1 at the start
/// m <- (1 - d) m + d g                    s <- (1 - d) s + d g^2
/// a <- m^2 / (s + eps)                    how far the gradients agree, from 0 to 1
/// x <- x - min(rate, a) g / (sqrt(s) + eps)
/// k <- 1 + k (1 - a)
/// ```
///
/// Where slopes keep their sign the memory is short and the steps are about the rate, as with Adam. At the floor, where
/// they alternate, the agreement falls below the rate and the memory grows: the hopping dies down by itself.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and a length of memory a coordinate.
/// - Deviates: nowhere.
/// - Source: S. Funk, RMSprop loses to SMORMS3: beware the epsilon!, sifter.org/~simon/journal/20150420.html (2015).
public struct SMORMS3: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "smorms3", label: "SMORMS3", summary: "RMSprop that finds its own memory, and quietens as gradients disagree",
    defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<SMORMS3>] = [
    .real("eps", \.eps, in: .positive, "added to what divides, so that it is not 0")
  ]

  /// What is added to the mean square and to its root.
  public var eps: Lanes = 1e-16

  /// The author's eps.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var length: Lanes = 1
  }

  /// A memory of one step.
  public var start: Trace { Trace() }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let share = 1 / (trace.length + 1)
    trace.mean = (1 - share) * trace.mean + share * gradient
    trace.meanSquare = (1 - share) * trace.meanSquare + share * gradient * gradient
    let agreement = trace.mean * trace.mean / (trace.meanSquare + eps)
    point -= Lanes.minimum(rate, agreement) * gradient / (trace.meanSquare.squareRoot() + eps)
    trace.length = 1 + trace.length * (1 - agreement)
  }
}

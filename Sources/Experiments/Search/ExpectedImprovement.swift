internal import Calculus

/// How far below the best value so far a normal distribution reaches on the average.
///
///     EI = (best - mean) Phi(z) + deviation phi(z),   z = (best - mean) / deviation
///
/// - Parameters:
///   - prediction: what is expected of a place.
///   - best: the lowest value so far.
/// - Returns: 0 or more; without deviation, what the mean alone gains.
package func expectedImprovement(_ prediction: GaussianProcess.Prediction, below best: Double) -> Double {
  let gain = best - prediction.mean
  guard prediction.deviation > 0 else { return max(gain, 0) }
  let share = gain / prediction.deviation
  return max(
    gain * NormalDistribution.probability(below: share) + prediction.deviation * NormalDistribution.density(share), 0)
}

/// The normal distribution of mean 0 and variance 1.
package enum NormalDistribution {
  /// phi(x) = exp(-x^2 / 2) / sqrt(2 pi).
  package static func density(_ x: Double) -> Double { exponential(x) / rootOfTwoPi }

  /// Phi(x), the probability of a number below x, to about fourteen digits; below -7 to eight.
  ///
  /// Between -7 and 7 a quotient of polynomials by J. F. Hart, beyond it a continued fraction.
  ///
  /// - Source: G. West, "Better Approximations to Cumulative Normal Functions", Wilmott Magazine (May 2005) 70.
  package static func probability(below x: Double) -> Double {
    let size = x.magnitude
    guard size <= 37 else { return x > 0 ? 1 : 0 }
    let tail: Double
    if size < 7.071_067_811_865_47 {
      let (upper, lower) = (numerator.reduce(0) { $0 * size + $1 }, denominator.reduce(0) { $0 * size + $1 })
      tail = exponential(size) * upper / lower
    } else {
      let fraction = [4.0, 3, 2, 1].reduce(size + 0.65) { size + $1 / $0 }
      tail = exponential(size) / (fraction * rootOfTwoPi)
    }
    return x > 0 ? 1 - tail : tail
  }

  private static func exponential(_ x: Double) -> Double { Lanes.exp(Lanes(-0.5 * x * x))[0] }

  private static let rootOfTwoPi = 2.506_628_274_631_000_5
  private static let numerator = [
    3.526_249_659_989_11e-2, 0.700_383_064_443_688, 6.373_962_203_531_65, 33.912_866_078_383, 112.079_291_497_871,
    221.213_596_169_931, 220.206_867_912_376,
  ]
  private static let denominator = [
    8.838_834_764_831_84e-2, 1.755_667_163_182_64, 16.064_177_579_207, 86.780_732_202_946_1, 296.564_248_779_674,
    637.333_633_378_831, 793.826_512_519_948, 440.413_735_824_752,
  ]
}

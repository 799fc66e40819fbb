internal import Calculus

/// Random search: every point anywhere, independent of all others.
///
/// On an axis that matters it tries as many different settings as there are trials, where a grid of as many trials
/// repeats a few of them again and again.
///
/// - Source: J. Bergstra and Y. Bengio, "Random Search for Hyper-Parameter Optimization", Journal of Machine Learning
///   Research 13 (2012) 281.
struct RandomSearch: SearchStrategy {
  let dimension: Int
  let budget: Int
  let random: RandomNumbers

  mutating func next(after trials: [SearchTrial]) -> [[Double]] {
    guard trials.count < budget else { return [] }
    return (trials.count..<budget).map { trial in
      (0..<dimension).map { UnitInterval.reflected(random.uniform(UInt64(trial), UInt64($0))) }
    }
  }
}

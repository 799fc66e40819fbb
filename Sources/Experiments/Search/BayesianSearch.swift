internal import Calculus

/// Bayesian search: a Gaussian process through all trials so far says where the greatest improvement is to be expected.
///
/// It begins with a design of 2 d + 3 points, at least 5, of Halton's sequence from a random origin. Then each trial is
/// the best of 64 (d + 1) random points, of 48 near the three best trials, and of 24 in the neighbourhood of the best of
/// those, by expected improvement; if none promises any, it is the point of which least is known. Lengths and nugget are
/// fitted anew whenever a quarter more trials are known. Scores worse than the median count as the median: where rates
/// diverge there is a cliff, and its height says nothing of the valley.
///
/// - Source: J. Mockus, V. Tiesis, A. Zilinskas, "The application of Bayesian methods for seeking the extremum",
///   Towards Global Optimization 2 (1978) 117; J. Snoek, H. Larochelle, R. P. Adams, "Practical Bayesian Optimization of
///   Machine Learning Algorithms", NIPS 25 (2012).
struct BayesianSearch: SearchStrategy {
  private let dimension: Int
  private let budget: Int
  private let random: RandomNumbers
  private var settings: GaussianProcess.Settings
  private var process: GaussianProcess?
  private var fittedTo = 0
  /// What a worse score counts as.
  private var ceiling = SearchTrial.worst
  /// Where less than this may be gained anywhere, what is unknown is worth more.
  private static let leastGain = 1e-9

  init(dimension: Int, budget: Int, random: RandomNumbers) {
    self.dimension = dimension
    self.budget = budget
    self.random = random
    settings = .usual(dimension: dimension)
  }

  mutating func next(after trials: [SearchTrial]) -> [[Double]] {
    guard trials.count < budget else { return [] }
    guard !trials.isEmpty else { return design(min(budget, max(5, 2 * dimension + 3))) }
    return [mostPromising(of: learnt(from: trials), trials)]
  }

  /// The process through all trials.
  private mutating func learnt(from trials: [SearchTrial]) -> GaussianProcess {
    var process = self.process ?? GaussianProcess([settings])
    // Held once, it grows without a copy.
    self.process = nil
    if 4 * trials.count >= 5 * fittedTo {
      let sorted = trials.map(\.score).sorted()
      ceiling = sorted[sorted.count / 2]
      settings = settings.fitted(to: trials.map(\.point), trials.map { min($0.score, ceiling) })
      process = GaussianProcess([settings])
      fittedTo = trials.count
    }
    for trial in trials[process.points.count...] { process.add(trial.point, min(trial.score, ceiling)) }
    self.process = process
    return process
  }

  // MARK: - Where to look

  /// The first points: Halton's sequence, moved by a random vector around the cube.
  ///
  /// - Source: J. H. Halton, Numerische Mathematik 2 (1960) 84; R. Cranley and T. N. L. Patterson, SIAM Journal on
  ///   Numerical Analysis 13 (1976) 904.
  private func design(_ count: Int) -> [[Double]] {
    (1...count).map { index in
      (0..<dimension).map { axis in
        let moved =
          Self.inverse(index, base: Self.primes[axis % Self.primes.count]) + random.uniform(0, UInt64(axis), 1)
        return UnitInterval.reflected(moved >= 1 ? moved - 1 : moved)
      }
    }
  }

  private static let primes = [2, 3, 5, 7, 11, 13]

  /// The digits of a number mirrored at the point.
  private static func inverse(_ number: Int, base: Int) -> Double {
    var (rest, weight, result) = (number, 1.0, 0.0)
    while rest > 0 {
      weight /= Double(base)
      result += weight * Double(rest % base)
      rest /= base
    }
    return result
  }

  private func mostPromising(of process: GaussianProcess, _ trials: [SearchTrial]) -> [Double] {
    let best = trials.map(\.score).min() ?? 0
    var luck = Luck(random: random, trial: trials.count, dimension: dimension)
    let leaders = trials.sorted { $0.isBetter(than: $1) }.prefix(3).map(\.point)
    var places = (0..<64 * (dimension + 1)).map { _ in luck.anywhere() }
    for leader in leaders {
      for index in 0..<16 { places.append(luck.near(leader, reach: [0.1, 0.03, 0.01, 0.003][index % 4])) }
    }
    var found = Self.best(of: places, by: process, below: best)
    for reach in [0.03, 0.01, 0.003] {
      let near = (0..<Lanes.count).map { _ in luck.near(found.place, reach: reach) }
      let other = Self.best(of: near, by: process, below: best)
      if other.gain > found.gain { found = other }
    }
    guard found.gain < Self.leastGain else { return found.place }
    let unknown = zip(places, process.predictions(at: places)).max { $0.1.deviation < $1.1.deviation }
    return unknown?.0 ?? found.place
  }

  private static func best(
    of places: [[Double]], by process: GaussianProcess, below best: Double
  ) -> (place: [Double], gain: Double) {
    var found = (place: places[0], gain: -1.0)
    for (place, prediction) in zip(places, process.predictions(at: places)) {
      let gain = expectedImprovement(prediction, below: best)
      if gain > found.gain { found = (place, gain) }
    }
    return found
  }

  /// The random points of one trial.
  private struct Luck {
    let random: RandomNumbers
    let trial: Int
    let dimension: Int
    private var drawn = 0

    init(random: RandomNumbers, trial: Int, dimension: Int) {
      (self.random, self.trial, self.dimension) = (random, trial, dimension)
    }

    mutating func anywhere() -> [Double] {
      drawn += 1
      return (0..<dimension).map {
        UnitInterval.reflected(random.uniform(UInt64(trial), UInt64(drawn), UInt64($0 + 2)))
      }
    }

    mutating func near(_ center: [Double], reach: Double) -> [Double] {
      drawn += 1
      return center.enumerated().map { axis, coordinate in
        UnitInterval.reflected(coordinate + reach * random.normal(step: trial * 1024 + drawn, coordinate: axis))
      }
    }
  }
}

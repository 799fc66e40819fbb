internal import Calculus

/// Bayesian search: a Gaussian process through all trials so far says where the greatest improvement is to be expected.
///
/// It begins with a design of 2 d + 3 points, at least 5, of Halton's sequence from a random origin. Then each trial is
/// the best of 128 (d + 1) random points, of 96 near the three best trials, and of 64 in the neighbourhood of the best of
/// those, by expected improvement; if none promises any, it is the random point of which least is known. Lengths, nugget
/// and random points are chosen anew whenever a quarter more trials are known. Scores worse than the median count as the median: where rates
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
  private var process: GaussianProcess
  /// Random points all over the cube.
  private var outlook = GaussianProcess.Outlook(at: [], capacity: 0)
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
    process = GaussianProcess([settings])
  }

  mutating func next(after trials: [SearchTrial]) -> [[Double]] {
    guard trials.count < budget else { return [] }
    guard !trials.isEmpty else { return design(min(budget, max(5, 2 * dimension + 3))) }
    learn(from: trials)
    return [mostPromising(after: trials)]
  }

  /// Takes in the trials that are new.
  private mutating func learn(from trials: [SearchTrial]) {
    if 4 * trials.count >= 5 * fittedTo {
      let sorted = trials.map(\.score).sorted()
      ceiling = sorted[sorted.count / 2]
      settings = settings.fitted(to: trials.map(\.point), trials.map { min($0.score, ceiling) })
      process = GaussianProcess([settings])
      fittedTo = trials.count
      var luck = Luck(random: random, trial: trials.count, dimension: dimension, first: 512)
      outlook = GaussianProcess.Outlook(
        at: (0..<128 * (dimension + 1)).map { _ in luck.anywhere() }, capacity: budget)
    }
    for trial in trials[process.points.count...] { process.add(trial.point, min(trial.score, ceiling)) }
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

  private mutating func mostPromising(after trials: [SearchTrial]) -> [Double] {
    let best = trials.map(\.score).min() ?? 0
    let predictions = outlook.predictions(by: process)
    var found = Self.best(of: outlook.places, predictions, below: best)
    var luck = Luck(random: random, trial: trials.count, dimension: dimension)
    func look(around centers: some Sequence<[Double]>, reaches: [Double]) {
      var places: [[Double]] = []
      for center in centers {
        for index in 0..<32 { places.append(luck.near(center, reach: reaches[index % reaches.count])) }
      }
      let other = Self.best(of: places, process.predictions(at: places), below: best)
      if other.gain > found.gain { found = other }
    }
    look(around: trials.sorted { $0.isBetter(than: $1) }.prefix(3).map(\.point), reaches: [0.1, 0.03, 0.01, 0.003])
    for reaches in [[0.03, 0.01], [0.01, 0.003]] { look(around: [found.place], reaches: reaches) }
    guard found.gain < Self.leastGain else { return found.place }
    let unknown = zip(outlook.places, predictions).max { $0.1.deviation < $1.1.deviation }
    return unknown?.0 ?? found.place
  }

  private static func best(
    of places: [[Double]], _ predictions: [GaussianProcess.Prediction], below best: Double
  ) -> (place: [Double], gain: Double) {
    var found = (place: places[0], gain: -1.0)
    for (place, prediction) in zip(places, predictions) {
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
    private var drawn: Int

    /// - Parameter first: how many points of the same trial are drawn elsewhere.
    init(random: RandomNumbers, trial: Int, dimension: Int, first: Int = 0) {
      (self.random, self.trial, self.dimension, drawn) = (random, trial, dimension, first)
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

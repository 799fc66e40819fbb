internal import Calculus

/// The median step of escape at several strengths of the noise.
public struct EscapeLadder: Sendable, Equatable {
  /// What came out at one strength.
  public struct Rung: Sendable, Equatable {
    /// The standard deviation of the noise in each component of the gradient.
    public let noise: Double
    /// How many runs there were.
    public let runs: Int
    /// How many steps each could take.
    public let steps: Int
    /// The first step by which half of them had left; nil if fewer did.
    public let median: Int?
    /// The steps by which 5 % and 95 % had left.
    public let ends: [Int?]
    /// What theory says of the median.
    public let theory: Double?
    /// Whether theory says that the start and the first steps do not matter; true where there is no theory.
    public let isDecidedByNoise: Bool
  }

  /// The rungs, least noise first.
  public let rungs: [Rung]
  /// How many steps less noise by a factor of 100 costs in theory, where the start is nearer to the ridge than the noise.
  public let predictedDelay: Double?
  /// By how much the distance from the saddle grows a step in theory.
  public let growth: Double?

  /// The most runs at one strength.
  public static let mostRuns = 1000
  /// The most steps that all runs of one strength take together: some seconds of work.
  private static let budget = 40_000_000

  /// Strengths around a noise: seven, a factor of ten apart, one of them above it.
  public static func usual(around noise: Double) -> [Double] {
    // Read from decimals, so that they are the numbers their labels say.
    (-5...1).map { power in Double("\(noise)e\(power)") ?? noise * Lanes.pow(10, Lanes(Double(power)))[0] }
  }

  /// Runs at each strength until they leave, the same luck at all of them.
  ///
  /// - Parameters:
  ///   - batch: the runs of the ensemble; the first of them are taken.
  ///   - mayGoOn: whether runs may take more steps than the batch says: not under a schedule, which depends on them.
  init(
    _ noises: [Double], of batch: Batch, through gate: EscapeGate, theory: EscapeTheory?, mayGoOn: Bool, threads: Int
  ) {
    let runs = min(batch.lanes.count, Self.mostRuns)
    rungs = noises.sorted().map { noise in
      var batch = batch
      batch.noise = noise
      batch.lanes = Array(batch.lanes.prefix(runs))
      // A quarter of a block, so that there is work for several threads.
      batch.blockWidth = 8
      let expected = theory?.median(noise: noise)
      if mayGoOn {
        let wanted = expected.map { Int(1.7 * $0) + 100 } ?? 4 * batch.steps
        batch.steps = max(batch.steps, min(wanted, Self.budget / runs))
      }
      let times = EscapeTimes(batch.escapes(through: gate, threads: threads))
      return Rung(
        noise: noise, runs: runs, steps: batch.steps, median: times.median,
        ends: [times.step(by: 0.05), times.step(by: 0.95)], theory: expected,
        isDecidedByNoise: theory?.isStraight(at: noise) ?? true)
    }
    predictedDelay = theory?.delay(perFactor: 100)
    growth = theory?.growth
  }

  /// How many steps less noise by a factor of 100 costs, as measured: the slope of the straight line of least squares
  /// through the medians against the logarithm of the noise; nil for fewer than three medians.
  ///
  /// Only rungs count at which the noise alone decides.
  public var measuredDelay: Double? {
    let known = rungs.compactMap { rung -> (x: Double, y: Double)? in
      guard let median = rung.median, rung.noise > 0, rung.isDecidedByNoise else { return nil }
      return (-Lanes.log10(Lanes(rung.noise))[0] / 2, Double(median))
    }
    guard known.count >= 3 else { return nil }
    let count = Double(known.count)
    let (middle, height) = (known.map(\.x).reduce(0, +) / count, known.map(\.y).reduce(0, +) / count)
    let above = known.map { ($0.x - middle) * ($0.y - height) }.reduce(0, +)
    return above / known.map { ($0.x - middle) * ($0.x - middle) }.reduce(0, +)
  }
}

extension EscapeTheory {
  /// Whether at a strength of the noise the slope is the one it has where the start and the first steps do not matter, to
  /// 2 %.
  fileprivate func isStraight(at noise: Double) -> Bool {
    guard let early = median(noise: noise * 1.1), let late = median(noise: noise / 1.1) else { return false }
    return abs((late - early) / delay(perFactor: 1.21) - 1) <= 0.02
  }
}

internal import Calculus
public import Optimizers
public import Schedules
public import Surfaces

/// The choice of a rate for one optimizer on one surface, by trying 61 of them.
///
/// The rates are spaced evenly on a logarithmic scale, so that the first step spans `1e-6` to 1 diagonals of the window.
/// A rate qualifies if its run is calm: it stays inside the window plus 5 %, never rises above the starting loss, and
/// its path is no longer than three diagonals. Its score is the median, over the last tenth of the steps, of the
/// logarithm of the gap to the least loss, in terms of the first gap and not below `1e-8` of it; it counts as the worse
/// of its own and that of the next higher rate, so that no rate on the edge of divergence is chosen. Ties go to the rate
/// that is within `1e-6` of the first gap for good at the earliest step, then to fewer evaluations, then to the smaller
/// rate. All runs are stepped as one batch.
public struct RateTuning: Sendable {
  /// How many rates are tried.
  public static let rates = 61
  /// How many seeds each rate is tried with where there is noise, or where the optimizer draws numbers; the drawn one is never among them.
  public static let seeds = 5

  /// How a rate fared.
  public struct Trial: Sendable {
    /// The rate.
    public let rate: Double
    /// Whether the run was calm.
    public let isCalm: Bool
    /// The median logarithm (base 10) of the gap over the last tenth, in terms of the first gap; infinite if it diverged.
    public let score: Double
    /// The step from which the loss stays within `1e-6` of the first gap, if there is one.
    public let arrival: Int?
    /// The highest loss of the run.
    public let peak: Double
    /// How many evaluations the run asked for.
    public let evaluations: Int
  }

  /// What was chosen.
  public struct Choice: Sendable {
    /// The rate.
    public let rate: Double
    /// Its place among the rates tried, from 0.
    public let index: Int
    /// Whether its run was calm; if no run was, the one with the lowest peak is taken.
    public let isCalm: Bool
  }

  /// How each rate fared, smallest rate first.
  public let trials: [Trial]

  /// Tries the rates.
  ///
  /// - Parameters:
  ///   - least: The least loss there is, as far as is known.
  ///   - pathLimit: The longest calm path, in window diagonals.
  /// - Returns: nil if the first step has no length or the start is no higher than the least loss, so that there is
  ///   nothing to tune.
  public init?(
    _ optimizer: any Optimizer, on surface: Surface, start: [Double], steps: Int, plan: Plan = .constant,
    noise: Double = 0, sample: Int? = nil, seed: UInt64 = 0, least: Double, pathLimit: Double = 3
  ) {
    let objective = surface.quickObjective
    let diagonal = surface.window.diagonal
    let firstLoss = objective.value(at: start)
    guard let rates = Self.grid(of: optimizer, on: surface, from: start), steps > 0, firstLoss > least else {
      return nil
    }
    let sample = surface.sample(sample)
    let seeds = noise > 0 || sample != nil || type(of: optimizer).drawsNumbers ? Self.seeds : 1
    let lanes = rates.flatMap { rate in
      // Streams of their own keep the tuning's luck apart from the drawn run's, whatever the seed.
      (0..<seeds).map { Batch.Lane(start: start, rate: rate, seed: seed, stream: UInt64(1_000_000 + $0)) }
    }
    var batch = Batch(
      objective: objective, optimizer: optimizer, plan: plan, steps: steps, noise: noise,
      domain: surface.domain,
      lanes: lanes)
    batch.sample = sample
    let judged = batch.judged(
      window: surface.window, pathLimit: pathLimit * diagonal, firstLoss: firstLoss, least: least)
    trials = rates.enumerated().map { index, rate in
      Self.summary(of: Array(judged[index * seeds..<(index + 1) * seeds]), rate: rate)
    }
  }

  /// The rates that are tried, smallest first; nil if the first step has no length.
  static func grid(of optimizer: any Optimizer, on surface: Surface, from start: [Double]) -> [Double]? {
    let unit = surface.unitStep(of: optimizer, from: start)
    guard unit > 0, unit.isFinite else { return nil }
    let diagonal = surface.window.diagonal
    return (0..<rates).map { diagonal * Lanes.pow(10, Lanes(Double($0) / 10 - 6))[0] / unit }
  }

  /// The lowest and the highest rate that are tried; nil if the first step has no length.
  public static func range(of optimizer: any Optimizer, on surface: Surface, from start: [Double]) -> ClosedRange<
    Double
  >? {
    grid(of: optimizer, on: surface, from: start).flatMap { rates in
      rates.first.flatMap { first in rates.last.map { first...$0 } }
    }
  }

  /// The middle of what one rate did with several seeds.
  private static func summary(of runs: [JudgedRun], rate: Double) -> Trial {
    let arrivals = runs.map { $0.arrival ?? .max }.sorted()
    let arrival = arrivals[arrivals.count / 2]
    return Trial(
      rate: rate,
      isCalm: runs.count(where: \.isCalm) * 2 > runs.count,
      score: median(runs.map(\.score)),
      arrival: arrival == .max ? nil : arrival,
      peak: median(runs.map(\.peak)),
      evaluations: runs.map(\.evaluations).reduce(0, +) / runs.count)
  }

  /// The rate to use.
  public var choice: Choice {
    let calm = trials.indices.filter { trials[$0].isCalm }
    guard let best = calm.min(by: isBetter) else {
      let lowest = trials.indices.min { trials[$0].peak < trials[$1].peak } ?? 0
      return Choice(rate: trials[lowest].rate, index: lowest, isCalm: false)
    }
    return Choice(rate: trials[best].rate, index: best, isCalm: true)
  }

  /// The worse of a rate's score and its higher neighbour's; the highest rate has a neighbour that gets nowhere.
  private func robustScore(_ index: Int) -> Double {
    max(trials[index].score, index + 1 < trials.count ? trials[index + 1].score : 0)
  }

  private func isBetter(_ a: Int, _ b: Int) -> Bool {
    let scores = (robustScore(a), robustScore(b))
    if scores.0 != scores.1 { return scores.0 < scores.1 }
    let arrivals = (trials[a].arrival ?? .max, trials[b].arrival ?? .max)
    if arrivals.0 != arrivals.1 { return arrivals.0 < arrivals.1 }
    if trials[a].evaluations != trials[b].evaluations { return trials[a].evaluations < trials[b].evaluations }
    return a < b
  }
}

extension Surface {
  /// How long an optimizer's first step that moves is at rate 1: the length by which spans of rates are found.
  func unitStep(of optimizer: any Optimizer, from start: [Double]) -> Double {
    // Some only look in their first steps; AdaShift in as many as 16.
    for steps in 1...17 {
      let probe = Batch(
        objective: quickObjective, optimizer: optimizer, steps: steps, domain: domain,
        lanes: [.init(start: start, rate: 1)])
      let length = distance(probe.ends()[0], start)
      if length != 0 { return length }
    }
    return 0
  }
}

extension [ClosedRange<Double>] {
  /// The length of the diagonal of the box.
  public var diagonal: Double {
    map { ($0.upperBound - $0.lowerBound) * ($0.upperBound - $0.lowerBound) }.reduce(0, +).squareRoot()
  }

  /// The box moved out by a share of each side, on both ends.
  func widened(by share: Double) -> [ClosedRange<Double>] {
    map { range in
      let margin = share * (range.upperBound - range.lowerBound)
      return range.lowerBound - margin...range.upperBound + margin
    }
  }

  /// Whether the point lies inside or on the edge.
  public func contains(_ point: [Double]) -> Bool { zip(self, point).allSatisfy { $0.contains($1) } }
}

/// The distance between two points.
func distance(_ a: [Double], _ b: [Double]) -> Double {
  let plain = zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  guard !(1e-140...1e140).contains(plain) else { return plain }
  // Squares of numbers so small or so large leave the range of floating point.
  let largest = zip(a, b).map { ($0 - $1).magnitude }.max() ?? 0
  guard largest > 0, largest.isFinite else { return plain.isNaN ? plain : largest }
  return largest * zip(a, b).map { ($0 - $1) / largest }.map { $0 * $0 }.reduce(0, +).squareRoot()
}

/// The middle number, or the mean of the two in the middle.
func median(_ numbers: [Double]) -> Double {
  let sorted = numbers.sorted()
  guard let last = sorted.last else { return .nan }
  let middle = sorted.count / 2
  if sorted.count % 2 == 1 { return sorted[middle] }
  return last.isInfinite && sorted[middle].isInfinite ? last : (sorted[middle - 1] + sorted[middle]) / 2
}

internal import Calculus
internal import Optimizers
internal import Surfaces

/// What runs at constant rates come to, tried one by one: the truth that a range test is after.
///
/// The best rate has the lowest final loss among the runs that end in the window. Losses are told apart down to a gap of 1e-8 of the first one; of those below
/// the rate that is first within 1e-6 of the first gap for good is the better, then the smaller one. It is searched for
/// between its neighbours by further rates, so that it is not one of a grid. With noise a final loss is the median, over
/// five seeds and the last tenth of the steps, of the exact loss, and there is no further search, which would but follow
/// the luck of the seeds.
public struct RateTruth: Sendable {
  /// What became of a run.
  public struct Outcome: Sendable, Equatable {
    /// The rate.
    public let rate: Double
    /// The exact loss at the end; infinite, of its sign, for a run that was lost on the way.
    public let finalLoss: Double
    /// The step from which the loss stays within 1e-6 of the first gap; nil if never, or without a minimum.
    public let arrival: Int?
    /// Whether the run is outside the window throughout the last tenth of its steps, or at the end and below the least
    /// loss.
    public let hasLeft: Bool

    /// What is wrong with the run, if anything.
    ///
    /// - Parameter first: the loss at the start.
    public func failure(from first: Double) -> Failure? {
      if !finalLoss.isFinite { return .diverges }
      if finalLoss > first { return .endsHigher }
      return hasLeft ? .leaves : nil
    }
  }

  /// What may be wrong with a run, whatever its rate is in terms of the best.
  public enum Failure: Sendable, Equatable {
    /// Its loss is no longer finite.
    case diverges
    /// It ends above the first loss.
    case endsHigher
    /// It ends outside the window.
    case leaves
  }

  /// How many seeds each rate is tried with where there is noise.
  public static let seeds = 5

  /// The span over which rates are tried, and how they are spread.
  public let axis: Sweep
  /// The outcomes in ascending order of the rate: those evenly spread, those asked for and those of the search.
  public let outcomes: [Outcome]
  /// The best; nil if the surface has no minimum to come near to, or if every run was lost.
  public let best: Outcome?
  /// Whether the best is the lowest or the highest rate tried, so that a better one may lie beyond.
  public let bestIsAtEdge: Bool
  /// The least loss there is, as far as is known; nil if the surface has no minimum.
  public let least: Double?
  /// The loss at the start.
  public let firstLoss: Double
  /// Where the run at the best rate ends, without noise; nil if there is no best.
  public let bestEnd: [Double]?

  /// What a run at one of the rates came to.
  public func outcome(at rate: Double) -> Outcome {
    outcomes.first { $0.rate == rate } ?? Outcome(rate: rate, finalLoss: .nan, arrival: nil, hasLeft: false)
  }

  /// Tries rates.
  ///
  /// - Parameter rates: rates that are tried besides those of the axis.
  init(
    _ optimizer: any Optimizer, on surface: Surface, terms: RangeTerms, axis: Sweep, including rates: [Double],
    threads: Int
  ) {
    let least = surface.leastLoss
    let firstLoss = surface.objective.value(at: terms.start)
    let trial = Trial(
      optimizer: optimizer, surface: surface, terms: terms, firstLoss: firstLoss, least: least, threads: threads)
    let count = max(2, terms.ratesTried)
    let spread = (0..<count).map { axis.rate(at: Double($0) / Double(count - 1)) }
    var outcomes = trial.outcomes(at: Set(spread + rates).sorted())
    var best: Int?
    if let least, firstLoss > least {
      let order = Order(least: least, firstGap: firstLoss - least)
      best = order.best(of: outcomes)
      for _ in 0..<(terms.noise > 0 ? 0 : 2) {
        guard let place = best else { break }
        let (low, high) = (outcomes[max(place - 1, 0)].rate, outcomes[min(place + 1, outcomes.count - 1)].rate)
        let further = (1...64).map { low * Lanes.pow(Lanes(high / low), Lanes(Double($0) / 65))[0] }
        let fresh = trial.outcomes(at: further.filter { rate in !outcomes.contains { $0.rate == rate } })
        outcomes = (outcomes + fresh).sorted { $0.rate < $1.rate }
        best = order.best(of: outcomes)
      }
    }
    self.axis = axis
    self.outcomes = outcomes
    self.least = least
    self.firstLoss = firstLoss
    self.best = best.map { outcomes[$0] }
    bestIsAtEdge = best == 0 || best == outcomes.count - 1
    bestEnd = best.map { trial.end(at: outcomes[$0].rate) }
  }

  /// Which of two outcomes is the better.
  private struct Order {
    let least: Double
    let firstGap: Double

    func best(of outcomes: [Outcome]) -> Int? {
      outcomes.indices.filter { outcomes[$0].finalLoss.isFinite && !outcomes[$0].hasLeft }.min {
        key(outcomes[$0]) < key(outcomes[$1])
      }
    }

    /// Smaller is better; of equal ones the first is taken, which has the smaller rate.
    private func key(_ outcome: Outcome) -> (Double, Int) {
      (max((outcome.finalLoss - least) / firstGap, 1e-8), outcome.arrival ?? .max)
    }
  }
}

/// Runs at constant rates from one start.
private struct Trial {
  let optimizer: any Optimizer
  let surface: Surface
  let terms: RangeTerms
  let firstLoss: Double
  let least: Double?
  let threads: Int

  private func batch(_ lanes: [Batch.Lane], noise: Double) -> Batch {
    Batch(
      objective: surface.objective, optimizer: optimizer, steps: terms.steps, noise: noise, domain: surface.domain,
      lanes: lanes)
  }

  func outcomes(at rates: [Double]) -> [RateTruth.Outcome] {
    let isNoisy = terms.noise > 0
    let seeds = isNoisy ? RateTruth.seeds : 1
    let lanes = rates.flatMap { rate in
      // As in the tuning of rates, streams of their own keep this luck apart from that of drawn runs.
      (0..<seeds).map {
        Batch.Lane(start: terms.start, rate: rate, seed: terms.seed, stream: UInt64(1_000_000 + $0))
      }
    }
    let ends = batch(lanes, noise: terms.noise).outcomes(
      goal: least.map { ($0, 1e-6 * (firstLoss - $0)) }, tail: isNoisy ? max(1, terms.steps / 10) : 1,
      window: surface.window, threads: threads)
    return rates.enumerated().map { index, rate in
      let runs = ends[index * seeds..<(index + 1) * seeds]
      let arrivals = runs.map { $0.arrival ?? .max }.sorted()
      let arrival = arrivals[arrivals.count / 2]
      return RateTruth.Outcome(
        rate: rate, finalLoss: median(runs.map(\.loss)), arrival: arrival == .max ? nil : arrival,
        hasLeft: 2 * runs.count(where: \.hasLeft) > seeds)
    }
  }

  func end(at rate: Double) -> [Double] { batch([.init(start: terms.start, rate: rate)], noise: 0).ends()[0] }
}

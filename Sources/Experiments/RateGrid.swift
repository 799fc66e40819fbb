/// One optimizer's runs at the rates among which its own was chosen: what would have been, had another one been taken.
public struct RateGrid: Sendable {
  /// The runs, smallest rate first; they differ in nothing but the rate, and meet the same luck.
  public let runs: [Run]
  /// The place of the run that was compared.
  public let chosen: Int
}

extension Comparison {
  /// The runs at the rates that were tried, for each run of the comparison, best first.
  ///
  /// Where a rate was not tuned there is the one run.
  ///
  /// - Parameters:
  ///   - most: The most steps that may be kept in all; beyond it only every second, third ... rate is kept, and the
  ///     chosen one always.
  ///   - threads: On how many threads; the result does not depend on it.
  public func rateGrids(most: Int = .max, threads: Int = 1) -> [RateGrid] {
    let tuned = runs.count { $0.tunedIndex != nil }
    let room = min(RateTuning.rates, max(1, most / max(1, tuned * (terms.steps + 1))))
    let stride = (RateTuning.rates + room - 1) / room
    return concurrently(runs.count, threads: threads) { grid(of: runs[$0], every: stride) }
  }

  private func grid(of run: Run, every stride: Int) -> RateGrid {
    let entrant = run.entrant
    guard let chosen = run.tunedIndex, stride < RateTuning.rates,
      let rates = RateTuning.grid(of: entrant.optimizer, on: surface, from: terms.tuningStart ?? terms.start)
    else { return RateGrid(runs: [run], chosen: 0) }
    let kept = rates.indices.filter { ($0 - chosen) % stride == 0 }
    let walks = Run.trajectories(of: entrant, at: kept.map { rates[$0] }, on: surface, terms: terms)
    let runs = zip(kept, walks).map { index, walk in
      index == chosen
        ? run
        : Run(
          entrant, entry: run.entry, at: rates[index], chosen: .tuned(index: index), along: walk, on: surface,
          terms: terms, least: least)
    }
    return RateGrid(runs: runs, chosen: kept.firstIndex(of: chosen) ?? 0)
  }
}

extension Run {
  /// The place of the rate among those that were tried; nil if it was not tuned.
  fileprivate var tunedIndex: Int? {
    switch rateOrigin {
    case .tuned(let index), .restless(let index): index
    case .given, .usual, .same, .found, .none: nil
    }
  }
}

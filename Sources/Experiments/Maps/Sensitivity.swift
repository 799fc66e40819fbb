internal import Calculus
internal import Optimizers
public import Surfaces
internal import Synchronization

/// How much it matters for each of several optimizers to have the right rate: what runs at many rates come to.
///
/// A rate is good if its run ends, inside the window, within a gap that is the same for all: a millionth of the first gap,
/// or, where nobody comes as near, ten times the smallest gap anybody ends at. How wide the good region is counts in
/// decades, as the rates that are good, wherever they lie.
public struct Sensitivity: Sendable {
  /// One optimizer at all rates.
  public struct Curve: Sendable {
    /// Who runs.
    public let entrant: Entrant
    /// What its runs came to, one for each rate.
    public let outcomes: [KnobOutcome]
    /// Which rates are good.
    public let isGood: [Bool]
    /// How wide the good region is, in decades.
    public let width: Double
    /// The place of the best rate: the earliest to arrive, then the lowest at the end; nil if every run was lost.
    public let best: Int?
    /// The stretches of good rates, as places in `rates`.
    public let stretches: [ClosedRange<Int>]
  }

  /// The surface.
  public let surface: Surface
  /// The terms.
  public let terms: Terms
  /// What is varied.
  public let axis: Axis
  /// The rates, lowest first, each in the middle of its part of the axis.
  public let rates: [Double]
  /// The curves, those with the widest good region first.
  public let curves: [Curve]
  /// The least loss.
  public let least: Double
  /// The gap at the start.
  public let firstGap: Double
  /// The gap that counts as good.
  public let goodGap: Double

  /// Whether some run comes within a millionth of the first gap.
  public var isArrival: Bool { goodGap == 1e-6 * firstGap }

  /// Runs everybody at every rate.
  ///
  /// - Parameters:
  ///   - count: how many rates.
  ///   - progress: called with the number of optimizers that are done, from any thread.
  /// - Returns: nil if the surface has no minimum to come near to, or is a game, or starts there.
  public init?(
    _ entrants: [Entrant], on surface: Surface, over axis: Axis, count: Int, terms: Terms, threads: Int = 1,
    progress: @Sendable (Int) -> Void = { _ in }
  ) {
    let ground = MapGround(surface: surface, terms: terms)
    guard let least = ground.least, !surface.isGame, ground.first > least else { return nil }
    let rates = axis.middles(of: count)
    let done = Mutex(0)
    let all = concurrently(entrants.count, threads: threads) { index -> [KnobOutcome] in
      let outcomes = ground.outcomes(of: entrants[index], at: rates)
      progress(
        done.withLock { count in
          count += 1
          return count
        })
      return outcomes
    }
    let firstGap = ground.first - least
    let present = all.joined().filter(\.isPresent)
    let nearest = present.map { max($0.final - least, 0) }.min() ?? .infinity
    let goodGap = max(1e-6 * firstGap, min(10 * nearest, firstGap))
    let share = (Lanes.log10(Lanes(axis.range.upperBound / axis.range.lowerBound))[0]) / Double(count)
    let curves = zip(entrants, all).map { entrant, outcomes in
      let isGood = outcomes.map { $0.isPresent && $0.final - least <= goodGap }
      return Curve(
        entrant: entrant, outcomes: outcomes, isGood: isGood, width: share * Double(isGood.count { $0 }),
        best: outcomes.indices.filter { outcomes[$0].isPresent }.min { outcomes[$0].precedes(outcomes[$1]) },
        stretches: Self.stretches(of: isGood))
    }
    self.surface = surface
    self.terms = terms
    self.axis = axis
    self.rates = rates
    self.curves = curves.enumerated().sorted { a, b in
      a.element.width == b.element.width ? a.offset < b.offset : a.element.width > b.element.width
    }.map(\.element)
    self.least = least
    self.firstGap = firstGap
    self.goodGap = goodGap
  }

  private static func stretches(of marks: [Bool]) -> [ClosedRange<Int>] {
    var result: [ClosedRange<Int>] = []
    for place in marks.indices where marks[place] {
      if let last = result.last, last.upperBound == place - 1 {
        result[result.count - 1] = last.lowerBound...place
      } else {
        result.append(place...place)
      }
    }
    return result
  }

  /// The gap above the least loss at the end, but not below a trillionth of the first, where there is nothing but
  /// rounding; infinite for a run that was lost.
  public func gap(_ outcome: KnobOutcome) -> Double {
    guard outcome.ending != .diverged else { return .infinity }
    return max(outcome.final - least, 1e-12 * firstGap)
  }
}

extension Sensitivity {
  /// The rates at which something happens to at least one of some optimizers.
  ///
  /// They run from where the first gap has fallen to three tenths for the first of them, half a decade before, to the highest
  /// rate at which a run does not diverge, half a decade beyond.
  ///
  /// - Returns: nil if no rate moves anybody.
  public static func usualRange(of entrants: [Entrant], on surface: Surface, terms: Terms) -> ClosedRange<Double>? {
    let ranges = entrants.compactMap { RateTuning.range(of: $0.optimizer, on: surface, from: terms.start) }
    guard let low = ranges.map(\.lowerBound).min(), let high = ranges.map(\.upperBound).max(), low < high else {
      return nil
    }
    let axis = Axis(name: "lr", range: low...high, scale: .log, differsFromRunToRun: true)
    let count = 128
    guard let coarse = Sensitivity(entrants, on: surface, over: axis, count: count, terms: terms) else {
      return low...high
    }
    let moved = coarse.rates.indices.filter { place in
      coarse.curves.contains { $0.outcomes[place].isPresent && coarse.gap($0.outcomes[place]) < 0.3 * coarse.firstGap }
    }
    guard let first = moved.first, let last = moved.last else { return low...high }
    let margin = 3.1622776601683795
    return coarse.rates[first] / margin...coarse.rates[last] * margin
  }
}

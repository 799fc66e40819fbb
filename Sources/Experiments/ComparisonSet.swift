public import Surfaces

/// The same optimizers compared several times: from several starts on one surface, or on several surfaces.
public struct ComparisonSet: Sendable {
  /// What differs from one comparison to the next.
  public enum Axis: Sendable, Equatable {
    /// The start.
    case start
    /// The surface, and with it the start and the rates.
    case surface
  }

  /// How one optimizer fared in all comparisons together.
  public struct Standing: Sendable {
    /// Who ran.
    public let entrant: Entrant
    /// The place among those who entered, from 0.
    public let entry: Int
    /// The runs, in the order of the comparisons.
    public let runs: [Run]
    /// In how many comparisons the run arrived; on a surface without a minimum, in how many it left the window.
    public let successes: Int
    /// The step at which half of the runs had arrived or left; nil if fewer than half did.
    public let middleStep: Int?
    /// The mean of the ranks.
    public let meanRank: Double
  }

  /// What differs.
  public let axis: Axis
  /// The comparisons, in the order in which they were asked for; at least one.
  public let comparisons: [Comparison]
  /// The optimizers: those that succeed most often first, then those with the lower mean rank.
  public let standings: [Standing]

  /// Runs everybody from each start.
  ///
  /// Rates are tuned once, from the start of `terms`, so that the runs of an optimizer differ in nothing but the start.
  public init(_ entrants: [Entrant], on surface: Surface, from starts: [[Double]], terms: Terms, threads: Int = 1) {
    let comparisons = starts.enumerated().map { index, start in
      var here = terms
      here.start = start
      here.tuningStart = terms.tuningStart ?? terms.start
      here.stream = UInt64(index)
      return Comparison(entrants, on: surface, terms: here, threads: threads)
    }
    self.init(.start, comparisons)
  }

  /// Runs everybody on each surface; each brings terms of its own, and rates are tuned for each.
  public init(_ entrants: [Entrant], on surfaces: [(surface: Surface, terms: Terms)], threads: Int = 1) {
    self.init(.surface, surfaces.map { Comparison(entrants, on: $0.surface, terms: $0.terms, threads: threads) })
  }

  private init(_ axis: Axis, _ comparisons: [Comparison]) {
    self.axis = axis
    self.comparisons = comparisons
    let entries = comparisons.first?.runs.map(\.entry).sorted() ?? []
    standings = entries.compactMap { Standing(entry: $0, in: comparisons) }.sorted { a, b in
      if a.successes != b.successes { return a.successes > b.successes }
      return a.meanRank == b.meanRank ? a.entry < b.entry : a.meanRank < b.meanRank
    }
  }
}

extension ComparisonSet.Standing {
  fileprivate init?(entry: Int, in comparisons: [Comparison]) {
    var runs: [Run] = []
    var ranks = 0
    var steps: [Int] = []
    for comparison in comparisons {
      guard let place = comparison.runs.firstIndex(where: { $0.entry == entry }) else { continue }
      let run = comparison.runs[place]
      runs.append(run)
      ranks += place + 1
      if let step = comparison.success(of: run) { steps.append(step) }
    }
    guard let first = runs.first else { return nil }
    entrant = first.entrant
    self.entry = entry
    self.runs = runs
    successes = steps.count
    meanRank = Double(ranks) / Double(runs.count)
    let half = (runs.count + 1) / 2
    middleStep = steps.count >= half ? steps.sorted()[half - 1] : nil
  }
}

extension ComparisonSet {
  /// What the comparison at a place, from 0, is known by: a to z, then aa, ab ...
  public static func letter(_ index: Int) -> String {
    let letters = "abcdefghijklmnopqrstuvwxyz".map(String.init)
    return (index < letters.count ? "" : letters[index / letters.count - 1]) + letters[index % letters.count]
  }
}

extension Comparison {
  /// The step from which a run has arrived; without a minimum, the step at which it left the window.
  public func success(of run: Run) -> Int? { least == nil ? run.departure : run.arrival }
}

extension Surface {
  /// Starts spread over the inner window, three quarters of each side: row by row, the highest row first, as they are
  /// seen on a map.
  ///
  /// - Parameters:
  ///   - columns: how many different first coordinates; at least one.
  ///   - rows: how many different second coordinates; at least one.
  /// - Returns: nothing if the surface has other than two coordinates, or the window is too small to tell starts apart.
  public func starts(columns: Int, rows: Int) -> [[Double]] {
    guard dimension == 2 else { return [] }
    func spread(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
      (0..<count).map { index in
        let share = count == 1 ? 0.5 : 0.125 + 0.75 * Double(index) / Double(count - 1)
        return range.lowerBound + share * (range.upperBound - range.lowerBound)
      }
    }
    let (xs, ys) = (spread(window[0], columns), spread(window[1], rows))
    guard Set(xs).count == columns, Set(ys).count == rows else { return [] }
    return ys.reversed().flatMap { y in xs.map { x in [x, y] } }
  }
}

internal import Calculus
internal import Optimizers
public import Surfaces

/// Searches for the numbers of optimizers by several strategies, each with the same budget of trials.
///
/// Each strategy looks several times with luck of its own, so that it can be judged by its median.
public struct Tuning: Sendable {
  /// What is said of one strategy's searches for one optimizer.
  public struct Summary: Sendable {
    /// The strategy.
    public let kind: SearchKind
    /// How many trials each search made.
    public let trials: Int
    /// The lower quartile, the median and the upper quartile of the lowest score, after each trial.
    public let bands: [(lower: Double, middle: Double, upper: Double)]
    /// The median of the lowest scores.
    public let medianScore: Double
    /// The best trial of all searches.
    public let best: SearchTrial?
    /// The median number of trials until a search is near the best; nil if more than half of them never are.
    public let trialsUntilNear: Int?
  }

  /// What was looked for, one for each optimizer.
  public let settings: [SearchSetting]
  /// The strategies.
  public let kinds: [SearchKind]
  /// The most trials of a search.
  public let budget: Int
  /// How many times each strategy looks.
  public let repeats: Int
  private let courses: [SearchCourse]

  /// What share of the decades that the best of all trials gains a search must gain to be near it.
  public static let nearness = 0.9

  /// Lets every strategy look for every optimizer's numbers.
  ///
  /// - Parameters:
  ///   - settings: what is looked for, all with axes of the same names; at least one.
  ///   - threads: on how many threads; the result does not depend on it.
  ///   - progress: called from any thread as searches end, with how many have.
  public init(
    _ settings: [SearchSetting], by kinds: [SearchKind] = SearchKind.allCases, budget: Int, repeats: Int = 1,
    threads: Int = 1, progress: @escaping @Sendable () -> Void = {}
  ) {
    (self.settings, self.kinds, self.budget, self.repeats) = (settings, kinds, budget, repeats)
    courses = concurrently(settings.count * kinds.count * repeats, threads: threads) { index in
      let setting = settings[index / (kinds.count * repeats)]
      let kind = kinds[index / repeats % kinds.count]
      let course = SearchCourse(
        kind, dimension: setting.axes.count, budget: budget,
        random: Self.luck(of: kind, seed: setting.terms.seed, search: index % repeats), evaluate: setting.trials)
      progress()
      return course
    }
  }

  /// Every strategy and every repetition draws from a stream of its own, whoever else looks.
  private static func luck(of kind: SearchKind, seed: UInt64, search: Int) -> RandomNumbers {
    let place = SearchKind.allCases.firstIndex(of: kind) ?? 0
    return RandomNumbers(seed: seed, stream: UInt64(2_000_000 + 16 * search + place))
  }

  /// The surface.
  public var surface: Surface { settings[0].surface }

  /// The searches of one strategy for one optimizer.
  public func courses(_ kind: SearchKind, for entry: Int) -> [SearchCourse] {
    guard let place = kinds.firstIndex(of: kind) else { return [] }
    let first = (entry * kinds.count + place) * repeats
    return Array(courses[first..<first + repeats])
  }

  /// The best trial of all searches for one optimizer.
  public func best(of entry: Int) -> SearchTrial? {
    kinds.flatMap { kind in courses(kind, for: entry).compactMap(\.best) }.best
  }

  /// The score from which a search for one optimizer counts as near the best; nil if nothing was gained at all.
  public func goal(of entry: Int) -> Double? {
    best(of: entry).flatMap { $0.score < 0 ? Self.nearness * $0.score : nil }
  }

  /// What came out for one optimizer, strategy by strategy.
  public func summaries(of entry: Int) -> [Summary] {
    let goal = goal(of: entry) ?? -.infinity
    return kinds.map { kind in
      let courses = courses(kind, for: entry)
      let curves = courses.map(\.bestSoFar)
      let trials = curves.map(\.count).min() ?? 0
      let bands = (0..<trials).map { trial in
        let sorted = curves.map { $0[trial] }.sorted()
        return (Self.quantile(0.25, sorted), median(sorted), Self.quantile(0.75, sorted))
      }
      let near = courses.map { $0.trials(untilScore: goal) ?? .max }.sorted()
      // With an even number of searches the later of the two in the middle.
      let middle = near[near.count / 2]
      return Summary(
        kind: kind, trials: trials, bands: bands, medianScore: bands.last?.1 ?? .infinity,
        best: courses.compactMap(\.best).best, trialsUntilNear: middle == .max ? nil : middle)
    }
  }

  /// The number below which a share of sorted numbers lies, straight between two of them.
  private static func quantile(_ share: Double, _ sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 1)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (place - Double(index)) * (sorted[next] - sorted[index])
  }
}

// MARK: - The ground under the trials

/// The score over two axes, and over each of them alone.
public struct ScoreField: Sendable {
  /// Nodes along the first axis and along the second.
  public let (columns, rows): (Int, Int)
  /// The scores, row by row, that at the lower ends first.
  public let scores: [Double]

  /// The lowest score at each node of the first axis, whatever the second.
  public var alongFirst: [Double] {
    (0..<columns).map { column in (0..<rows).map { scores[$0 * columns + column] }.min() ?? 0 }
  }

  /// The lowest score at each node of the second axis, whatever the first.
  public var alongSecond: [Double] {
    (0..<rows).map { row in scores[row * columns..<(row + 1) * columns].min() ?? 0 }
  }
}

extension SearchSetting {
  /// The scores at the nodes of a grid over the first two axes; further axes stay where they are at a point.
  ///
  /// With one axis there is one row.
  public func field(columns: Int, rows: Int, through point: [Double], threads: Int = 1) -> ScoreField {
    let rows = axes.count == 1 ? 1 : rows
    @Sendable func share(_ index: Int, of count: Int) -> Double {
      UnitInterval.reflected(Double(index) / Double(max(1, count - 1)))
    }
    let lines = concurrently(rows, threads: threads) { row in
      let points = (0..<columns).map { column in
        var place = point
        place[0] = share(column, of: columns)
        if place.count > 1 { place[1] = share(row, of: rows) }
        return place
      }
      return trials(at: points).map(\.score)
    }
    return ScoreField(columns: columns, rows: rows, scores: lines.flatMap { $0 })
  }
}

public import Calculus

/// A way to look for good settings: it says which points to try next, once it has seen how those before did.
///
/// Points lie in the unit cube, one coordinate an axis, strictly between 0 and 1: an axis turns a share of its range
/// into a setting. A strategy is deterministic: the same trials and the same random numbers lead to the same points.
public protocol SearchStrategy: Sendable {
  /// The next points to try, all at once; none if the search is over.
  ///
  /// - Parameter trials: all trials so far, in the order in which they were asked for.
  mutating func next(after trials: [SearchTrial]) -> [[Double]]
}

/// The strategies there are.
public enum SearchKind: String, Sendable, CaseIterable {
  /// The middles of equal cells, in random order.
  case grid
  /// Points anywhere, each independent of all others.
  case random
  /// Points anywhere in boxes that shrink around the best so far.
  case coarseToFine = "coarse-to-fine"
  /// The point that promises most by a Gaussian process through all trials so far.
  case bayesian

  /// A strategy at its beginning.
  ///
  /// - Parameters:
  ///   - dimension: the number of axes, at least 1.
  ///   - budget: the most trials it may make.
  public func strategy(dimension: Int, budget: Int, random: RandomNumbers) -> any SearchStrategy {
    switch self {
    case .grid: GridSearch(dimension: dimension, budget: budget, random: random)
    case .random: RandomSearch(dimension: dimension, budget: budget, random: random)
    case .coarseToFine: CoarseToFineSearch(dimension: dimension, budget: budget, random: random)
    case .bayesian: BayesianSearch(dimension: dimension, budget: budget, random: random)
    }
  }

  /// How many of a budget of trials it makes: a grid leaves over what makes no whole row.
  public func trials(dimension: Int, budget: Int) -> Int {
    self == .grid ? GridSearch.counts(dimension: dimension, budget: budget).reduce(1, *) : budget
  }
}

/// One setting that was tried, and how it did.
public struct SearchTrial: Sendable {
  /// What became of the run.
  public enum Ending: String, Sendable {
    /// It came within a millionth of the first gap for good.
    case converged
    /// It stayed calm and did not come so far.
    case calm
    /// It left the window, rose above the starting loss, or took a longer way than three of the window's diagonals.
    case restless
    /// It met infinity.
    case diverged
  }

  /// The score of a run that meets infinity: ten times the first gap.
  public static let worst = 1.0

  /// Where it lies in the unit cube.
  public let point: [Double]
  /// The setting on each axis.
  public let settings: [Double]
  /// How good it is, from -8 to 1, the lower the better.
  public let score: Double
  /// The last loss, possibly infinite.
  public let finalLoss: Double
  /// The step from which the loss stays within a millionth of the first gap, if there is one.
  public let arrival: Int?
  /// What became of the run.
  public let ending: Ending

  /// A trial with all that is known of it.
  public init(
    point: [Double], settings: [Double] = [], score: Double, finalLoss: Double = .nan, arrival: Int? = nil,
    ending: Ending = .calm
  ) {
    self.point = point
    self.settings = settings
    self.score = score
    self.finalLoss = finalLoss
    self.arrival = arrival
    self.ending = ending
  }

  /// Whether it scores lower, or as low and arrives earlier.
  public func isBetter(than other: SearchTrial) -> Bool {
    (score, arrival ?? .max) < (other.score, other.arrival ?? .max)
  }
}

extension [SearchTrial] {
  /// The best of them, the first of those equally good.
  public var best: SearchTrial? { self.min { $0.isBetter(than: $1) } }
}

/// The numbers strictly between 0 and 1 that strategies keep to.
enum UnitInterval {
  /// So near to an end points come.
  static let margin = 1e-9

  /// A number that may lie outside, thrown back at the end it crossed.
  static func reflected(_ number: Double) -> Double {
    let once = number < 0 ? -number : number > 1 ? 2 - number : number
    return min(max(once, margin), 1 - margin)
  }
}

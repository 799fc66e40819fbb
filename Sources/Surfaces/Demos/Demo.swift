/// A lesson with numbers: runs with every setting pinned, what is measured of them, and what is claimed.
///
/// A demo is a file like a card. Its claims are checked every time it is performed, so that a lesson never says what
/// the runs do not show.
public struct Demo: Sendable {
  /// One or more walks with the same settings.
  public struct Run: Sendable {
    /// What measures and claims call it.
    public let name: String
    /// The optimizer with its knobs: `adagrad:lr=0.1`.
    public let optimizer: String
    /// How its rate changes, if it does: `step:step_size=50`.
    public let schedule: String?
    /// How many rows of data its steps draw; nil for all.
    public let batch: Int?
    /// The name on the figure, if it is another than the optimizer's.
    public let label: String?
    /// The surface it walks on, as a place in `surfaces`.
    public let surface: Int
    /// Where it starts.
    public let start: [Double]
    /// The standard deviation of the noise in each component of the gradient.
    public let noise: Double
    /// How many seeds are tried; of what is measured the median counts.
    public let seeds: Int
    /// Where the optimizer stands in the file.
    package let place: FilePlace
  }

  /// Something to be measured of each run.
  public struct Measure: Sendable {
    /// What is looked for along a walk.
    public enum Kind: Sendable, Equatable {
      /// The first step at which a condition holds.
      case first
      /// The step from which on a condition holds, to the end.
      case from
      /// A value after a step, or at the end.
      case value(step: Int?)
      /// How often a value changes its sign.
      case flips
      /// The largest value met.
      case largest
      /// The smallest value met.
      case smallest

      /// Whether a step is looked for, which may never come.
      public var isStep: Bool { self == .first || self == .from }
    }

    /// What claims call it, after the name of the run.
    public let name: String
    /// What is looked for.
    public let kind: Kind
    /// The condition or value: a formula of the surface's variables and `Demo.quantities`.
    public let quantity: Quantity
    /// The last step that counts, if not all do.
    public let until: Int?
  }

  /// A sentence that may turn out false.
  public struct Claim: Sendable {
    /// The claim in words.
    public let says: Wording
    /// The same as a condition on what was measured.
    public let holds: Quantity
  }

  /// What the figure shows.
  public struct Figure: Sendable {
    /// The runs that are drawn, as places in `runs`.
    public let runs: [Int]
    /// How many steps are drawn.
    public let steps: Int
    /// What is shown of the surface, if not its own window.
    public let window: [ClosedRange<Double>]?
    /// The measure that stands in the table, and ranks the runs if it is a step; a place in `measures`.
    public let measure: Int?
  }

  /// A range test of one optimizer, with the brute force beside it: the demo's figure shows it.
  public struct RangeTest: Sendable {
    /// The optimizer with its knobs, without a rate.
    public let optimizer: String
    /// The rates at both ends of the sweep.
    public let from: Double, to: Double
    /// How many rates the sweep has.
    public let points: Int
    /// Where the optimizer stands in the file.
    package let place: FilePlace

    /// What claims may speak of: the rates that rules suggest, those at the lowest smoothed and raw loss, the one at which
    /// the test stopped, how many points it has; then the best constant rate, its final loss, and the stability limit.
    public static let names = [
      "valley", "slide", "minimum_tenth", "steep", "steep_per_rate", "lowest_smoothed", "lowest_raw", "stop", "points",
      "best", "best_loss", "limit",
    ]
  }

  /// A map over two knobs of one optimizer: the demo's figure shows it.
  public struct Map: Sendable {
    /// The optimizer with its knobs.
    public let optimizer: String
    /// The two axes, as in `lr=0..4:linear`.
    public let axes: [String]
    /// How many values each axis has.
    public let cells: [Int]
    /// The value of the second axis along whose row the edge is measured.
    public let row: Double
    /// Where the optimizer stands in the file.
    package let place: FilePlace

    /// What claims may speak of: the shares of cells that converge and diverge; the place of the best cell and its steps;
    /// along the row the lowest value of the first axis at which a run ends above the first loss, and the stability limit
    /// there; then where theory has the optimum.
    public static let names = [
      "converged", "diverged", "best_x", "best_y", "best_steps", "edge", "limit", "optimum_x", "optimum_y",
    ]
  }

  /// What people type: lowercase with hyphens.
  public let name: String
  /// The question it answers.
  public let title: String
  /// What to look at on the figure.
  public let look: String
  /// The surfaces that runs walk on, at least one: parameters, window and start are set, and all have the same variables.
  public let surfaces: [Surface]
  /// The noise of runs that name none of their own.
  public let noise: Double
  /// How many steps each run takes.
  public let steps: Int
  /// The seed of the noise, or the first of several.
  public let seed: UInt64
  /// The runs.
  public let runs: [Run]
  /// What is measured of each run.
  public let measures: [Measure]
  /// What is claimed.
  public let claims: [Claim]
  /// What the figure shows, unless it is a range test or a map.
  public let figure: Figure
  /// The range test, if the demo makes one.
  public let rangeTest: RangeTest?
  /// The map over knobs, if the demo makes one.
  public let map: Map?
  /// The maps over starts, if the demo makes some.
  public let basins: Basins?
  /// The lesson, with places for numbers of the runs.
  public let lesson: Wording
  /// Where it comes from.
  public let source: String
  /// The text of the file.
  public let text: String

  /// The only surface, or the first of several.
  public var surface: Surface { surfaces[0] }

  /// What measures may speak of besides the variables of the surface.
  public static let quantities = ["loss", "gradient_norm", "step", "evaluations"]

  /// The word of claims for a measure that did not happen: later than any step.
  public static let never = "never"

  /// The names that claims and the lesson may use, in the order of the numbers they stand for: `never`, then every
  /// measure of every run, as in `adagrad_leaves`, then what comes of the range test or the maps.
  public var names: [String] {
    Self.names(runs: runs.map(\.name), measures: measures.map(\.name), further: furtherNames)
  }

  private var furtherNames: [String] { Self.further(rangeTest, map, basins) }

  /// The names of what comes of a range test or of maps.
  static func further(_ rangeTest: RangeTest?, _ map: Map?, _ basins: Basins?) -> [String] {
    (rangeTest == nil ? [] : RangeTest.names) + (map == nil ? [] : Map.names) + (basins?.names ?? [])
  }

  static func names(runs: [String], measures: [String], further: [String]) -> [String] {
    [never] + runs.flatMap { run in measures.map { "\(run)_\($0)" } } + further
  }

  /// The measure that a number is of, for a place in `names`; nil for `never` and what comes of a range test.
  public func measure(ofName place: Int) -> Measure? {
    guard place > 0, place <= runs.count * measures.count else { return nil }
    return measures[(place - 1) % measures.count]
  }
}

public import Calculus

/// A way to walk downhill.
///
/// There are two shapes. A `Rule` acts on each coordinate alone and is written for one coordinate; the loop over
/// coordinates and lanes is shared. A `Method` sees the whole point and asks the oracle what it likes, one run at a time.
/// Both are values that hold their knobs and nothing else: what is remembered from step to step lives in a memory, and
/// the rate of each step is an argument, so that schedules and range tests work for every optimizer.
public protocol Optimizer: Adjustable {
  /// Who this is.
  static var identity: Identity { get }

  /// The optimizer with the default of every knob.
  init()

  /// What may be done to a surface without changing the path otherwise; checked by the laws of the tests.
  static var invariances: Invariances { get }

  /// Whether the height of the loss matters, and not its differences alone: a constant added to it changes the path.
  static var dependsOnLossLevel: Bool { get }

  /// Whether gradients decide; if not, the path follows from values alone, and need not rest where the gradient is zero.
  static var asksGradients: Bool { get }

  /// Whether it draws random numbers, so that one run says little about a rate.
  static var drawsNumbers: Bool { get }

  /// Whether the rate counts in every step, so that it can be scheduled, and not in the first alone.
  static var ratesEveryStep: Bool { get }

  /// What else there is to draw than the point; nil if the point is all.
  static var companion: Companion? { get }

  /// The further points of a run, as `companion` says.
  func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]]

  /// Whether it finds the scale of its steps itself, so that the rate is but a factor on it, and is not tuned.
  static var findsItsRate: Bool { get }

  /// Whether it asks for gradients alone, at points of its own choice, and compares them with nothing else.
  static var asksGradientsAlone: Bool { get }

  /// Whether a step starts from the point, wherever somebody has put it, and not from what is remembered.
  static var followsPoint: Bool { get }

  /// The names of the wrappers around it, innermost first.
  static var wrappers: [String] { get }

  /// How many evaluations one step takes.
  var evaluationsPerStep: ClosedRange<Int> { get }

  /// How large a rate it bears on a quadratic; nil where nobody has said, or where no rate is too large.
  var stabilityThreshold: StabilityThreshold? { get }

  /// The memory of a block of runs before their first step.
  func makeMemory(dimension: Int, width: Int) -> any Memory

  /// Takes one step in every run of the block.
  ///
  /// - Parameters:
  ///   - points: One row a coordinate; changed in place.
  ///   - rates: One row: the rate of each run in this step.
  ///   - memory: What `makeMemory` returned, with this step's block of runs in it.
  ///   - oracle: Answers questions about the surface, and counts them.
  func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle)
}

extension Optimizer {
  /// The path changes with everything.
  public static var invariances: Invariances { [] }

  /// Only differences of the loss matter.
  public static var dependsOnLossLevel: Bool { false }

  /// Gradients decide.
  public static var asksGradients: Bool { true }

  /// It draws none.
  public static var drawsNumbers: Bool { false }

  /// If there is a rate, it does.
  public static var ratesEveryStep: Bool { identity.defaultRate != nil }

  /// The point is all.
  public static var companion: Companion? { nil }

  /// The point is all.
  public func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]] { [] }

  /// It relies on the rate.
  public static var findsItsRate: Bool { false }

  /// It asks for more.
  public static var asksGradientsAlone: Bool { false }

  /// It does.
  public static var followsPoint: Bool { true }

  /// None.
  public static var wrappers: [String] { [] }

  /// None is known.
  public var stabilityThreshold: StabilityThreshold? { nil }

  /// The name people type.
  public static var name: String { identity.name }

  /// The rate, if there is one: it is set like a knob but is an argument of each step.
  public static var furtherKnobs: [String] { identity.defaultRate == nil ? [] : ["lr"] }
}

/// What further points an optimizer has beside the one that people evaluate.
public enum Companion: Sendable, Equatable {
  /// One more point, which walks a path of its own.
  case path(String)
  /// The corners of a figure, in order.
  case polygon(String)
  /// Points in no order.
  case cloud(String)

  /// What the points are, in the plural: "fast weights".
  public var name: String {
    switch self {
    case .path(let name), .polygon(let name), .cloud(let name): name
    }
  }
}

/// What may be done to a surface without changing the path of an optimizer otherwise.
public struct Invariances: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The set with these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// A surface that is turned turns the path: the optimizer sees no coordinates.
  public static let rotation = Invariances(rawValue: 1)
  /// A loss times a number above 0 leaves the path as it is, but for an `eps` that keeps from dividing by 0.
  public static let lossScale = Invariances(rawValue: 2)
}

/// Who an optimizer is: its names and what may be said of it before it has run.
public struct Identity: Sendable {
  /// The name people type: lowercase, with hyphens.
  public let name: String
  /// Other names people type.
  public let aliases: [String]
  /// The name on a figure.
  public let label: String
  /// One sentence on what it does.
  public let summary: String
  /// The usual rate, or nil if the optimizer has none and finds its own step lengths.
  public let defaultRate: Double?

  /// An identity; the rate is PyTorch's default where PyTorch has the optimizer, else the authors'.
  public init(name: String, aliases: [String] = [], label: String, summary: String, defaultRate: Double?) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.summary = summary
    self.defaultRate = defaultRate
  }
}

/// What the runs of a block remember from step to step.
public protocol Memory: AnyObject {
  /// Copies what run `source` remembers over run `target`, when the runs that go on are moved together.
  func move(lane source: Int, to target: Int)

  /// What one run remembers, as far as it has names.
  func remembered(lane: Int) -> [Remembered]

  /// Whether all that follows from the knobs of a run is moved with it, so that every run may have knobs of its own.
  var followsKnobs: Bool { get }
}

extension Memory {
  /// It is.
  public var followsKnobs: Bool { true }
}

public import Calculus

/// What is put around an optimizer: it changes the gradients that are seen, or the point that is left.
///
/// A wrapper is a value that holds its knobs. It is typed after the optimizer, `adam:lr=0.05+lookahead:k=5`; the last of
/// several stands outermost and is the first to touch a gradient.
public protocol OptimizerWrapper: Adjustable {
  /// Who this is.
  static var identity: OptimizerWrapperIdentity { get }

  /// What it changes, from which follows what it goes around.
  static var effects: WrapperEffects { get }

  /// The wrapper with the default of every knob.
  init()

  /// Which invariances of an optimizer it leaves alone.
  static var keeps: Invariances { get }

  /// What further point there is to draw; nil for those of the optimizer.
  static var companion: Companion? { get }

  /// What it remembers before the first step.
  func makeMemory(dimension: Int, width: Int) -> any Memory

  /// How many evaluations one step takes, where the optimizer alone takes `inner`.
  func evaluations(around inner: ClosedRange<Int>) -> ClosedRange<Int>

  /// Takes one step: lets the optimizer take its own by calling `inner`, once.
  func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void)

  /// The further points of a run, as `companion` says.
  func companions(lane: Int, memory: any Memory) -> [[Double]]
}

/// What a wrapper changes.
public struct WrapperEffects: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The set with these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The gradients that the optimizer sees.
  public static let gradients = WrapperEffects(rawValue: 1)
  /// The point from which the optimizer takes its next step.
  public static let point = WrapperEffects(rawValue: 2)
  /// Which point is reported: another one than the optimizer steps from.
  public static let report = WrapperEffects(rawValue: 4)
  /// Gradients are remembered, so that there must be one a step.
  public static let memoryOfGradients = WrapperEffects(rawValue: 8)
  /// Nothing, but it reckons with the rate, so that there must be one.
  public static let rate = WrapperEffects(rawValue: 16)
}

/// Who a wrapper is.
public struct OptimizerWrapperIdentity: Sendable {
  /// The name people type.
  public let name: String
  /// Other names people type.
  public let aliases: [String]
  /// The name on a figure.
  public let label: String
  /// One sentence on what it does.
  public let summary: String

  /// An identity.
  public init(name: String, aliases: [String] = [], label: String, summary: String) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.summary = summary
  }
}

extension OptimizerWrapper {
  /// The name people type.
  public static var name: String { identity.name }

  /// All.
  public static var keeps: Invariances { [.rotation, .lossScale] }

  /// Those of the optimizer.
  public static var companion: Companion? { nil }

  /// None.
  public func companions(lane: Int, memory: any Memory) -> [[Double]] { [] }

  /// As many as without it.
  public func evaluations(around inner: ClosedRange<Int>) -> ClosedRange<Int> { inner }

  /// Nothing is remembered.
  public func makeMemory(dimension: Int, width: Int) -> any Memory { NoMemory() }

  /// The optimizer with this around it.
  ///
  /// - Throws: `WrappingError` if the two make no sense together.
  public func around(_ optimizer: any Optimizer) throws(WrappingError) -> any Optimizer {
    let type = type(of: optimizer)
    let name = type.identity.name
    if Self.effects.contains(.gradients), !type.asksGradientsAlone {
      throw WrappingError(
        "'\(Self.name)' changes gradients, and '\(name)' asks for more than one gradient a step, or in a way of its own; it "
          + "goes around optimizers that ask for gradients alone, as in sgd+\(Self.name) or adam+\(Self.name)")
    }
    if !Self.effects.isDisjoint(with: [.point, .report]), !type.followsPoint {
      throw WrappingError(
        "'\(name)' reports another point than it steps from, and '\(Self.name)' would change the wrong one; put '\(Self.name)' "
          + "around an optimizer that steps from its point, as in sgd+\(Self.name)")
    }
    if Self.effects.contains(.rate), type.identity.defaultRate == nil {
      throw WrappingError(
        "'\(Self.name)' reckons with the rate, and '\(name)' has none; it goes around optimizers with a rate, as in sgd+\(Self.name)"
      )
    }
    if Self.effects.contains(.memoryOfGradients), optimizer.evaluationsPerStep.upperBound > 1 {
      throw WrappingError(
        "'\(Self.name)' remembers one gradient a step, and '\(name)' asks for more; put '\(Self.name)' nearer to the optimizer"
      )
    }
    if type.wrappers.contains(Self.name) {
      throw WrappingError("'\(name)' is wrapped in '\(Self.name)' already; leave one of them out")
    }
    return wrapped(optimizer)
  }

  private func wrapped<Base: Optimizer>(_ base: Base) -> any Optimizer { Wrapped(base: base, wrapper: self) }
}

/// Why a wrapper does not go around an optimizer.
public struct WrappingError: Error, CustomStringConvertible, Sendable {
  /// What was asked, what is wrong, and what to do.
  public let description: String

  init(_ description: String) { self.description = description }
}

/// The memory of those who remember nothing.
final class NoMemory: Memory {
  func move(lane source: Int, to target: Int) {}
}

/// Blocks that are remembered, and moved with their runs.
final class Blocks: Memory {
  let blocks: [Block]
  /// What the first blocks hold, for those who explain a step; the others are working memory.
  private let names: [String]

  init(_ blocks: [Block], names: [String] = []) {
    self.blocks = blocks
    self.names = names
  }

  /// `count` blocks of zeros.
  convenience init(_ count: Int, rows: Int, width: Int, names: [String] = []) {
    self.init((0..<count).map { _ in Block(rows: rows, width: width) }, names: names)
  }

  func remembered(lane: Int) -> [Remembered] {
    zip(names, blocks).map { Remembered($0, $1.column(lane), scope: .coordinate) }
  }

  subscript(index: Int) -> Block { blocks[index] }

  func move(lane source: Int, to target: Int) {
    for block in blocks { block.move(lane: source, to: target) }
  }
}

extension Block {
  /// The numbers of one lane.
  func column(_ lane: Int) -> [Double] { (0..<rows).map { self[$0, lane] } }

  /// Takes over the first vectors of every row of another block.
  func copy(_ other: Block, vectors: Int) {
    for row in 0..<rows { self.row(row).update(from: other.row(row), count: vectors) }
  }
}

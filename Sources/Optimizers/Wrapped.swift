public import Calculus

/// An optimizer with a wrapper around it, which is an optimizer again.
public struct Wrapped<Base: Optimizer, Wrapper: OptimizerWrapper>: Optimizer {
  /// The optimizer inside.
  public var base: Base
  /// What is around it.
  public var wrapper: Wrapper

  /// Both with their defaults.
  public init() { self.init(base: Base(), wrapper: Wrapper()) }

  init(base: Base, wrapper: Wrapper) {
    self.base = base
    self.wrapper = wrapper
  }

  /// The names of both, joined as they are typed.
  public static var identity: Identity {
    let (inner, outer) = (Base.identity, Wrapper.identity)
    return Identity(
      name: "\(inner.name)+\(outer.name)", label: "\(inner.label) + \(outer.label)",
      summary: "\(inner.summary); \(outer.summary)", defaultRate: inner.defaultRate)
  }

  /// The knobs of the optimizer under their names, then those of the wrapper as in `lookahead.k`.
  public static var knobs: [Knob<Self>] {
    Base.knobs.map { $0.lifted(to: \Self.base, name: $0.name) }
      + Wrapper.knobs.map { $0.lifted(to: \Self.wrapper, name: "\(Wrapper.name).\($0.name)") }
  }

  /// What the wrapper leaves alone.
  public static var invariances: Invariances { Base.invariances.intersection(Wrapper.keeps) }

  /// What the optimizer looks at.
  public static var dependsOnLossLevel: Bool { Base.dependsOnLossLevel }

  /// What the optimizer asks; no wrapper adds gradients to values.
  public static var asksGradients: Bool { Base.asksGradients }

  /// That of the wrapper, else that of the optimizer.
  public static var companion: Companion? { Wrapper.companion ?? Base.companion }

  /// Whether the optimizer does.
  public static var drawsNumbers: Bool { Base.drawsNumbers }

  /// Whether the optimizer does.
  public static var ratesEveryStep: Bool { Base.ratesEveryStep }

  /// Whether the optimizer does.
  public static var findsItsRate: Bool { Base.findsItsRate }

  /// What both ask.
  public static var asksGradientsAlone: Bool { Base.asksGradientsAlone }

  /// Not if another point is reported.
  public static var followsPoint: Bool { Base.followsPoint && !Wrapper.effects.contains(.report) }

  /// All wrappers, innermost first.
  public static var wrappers: [String] { Base.wrappers + [Wrapper.name] }

  /// The optimizer's, with what the wrapper adds.
  public var evaluationsPerStep: ClosedRange<Int> { wrapper.evaluations(around: base.evaluationsPerStep) }

  /// The memories of both.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    WrappedMemory(
      owner: Wrapper.name,
      base: base.makeMemory(dimension: dimension, width: width),
      wrapper: wrapper.makeMemory(dimension: dimension, width: width))
  }

  /// Takes one step.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle) {
    let memory = unsafeDowncast(memory, to: WrappedMemory.self)
    wrapper.step(points: points, rates: rates, memory: memory.wrapper, oracle: oracle) { inner in
      let from = oracle.witness == nil ? [] : inner.column(0)
      base.step(points: inner, rates: rates, memory: memory.base, oracle: oracle)
      oracle.witness?.moved(from: from, to: inner.column(0))
    }
  }

  /// Those of the wrapper if it has any, else those of the optimizer.
  public func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]] {
    let memory = unsafeDowncast(memory, to: WrappedMemory.self)
    return Wrapper.companion == nil
      ? base.companions(lane: lane, points: points, memory: memory.base)
      : wrapper.companions(lane: lane, memory: memory.wrapper)
  }
}

/// What an optimizer and its wrapper remember.
final class WrappedMemory: Memory {
  /// The name of the wrapper.
  private let owner: String
  let base: any Memory
  let wrapper: any Memory

  init(owner: String, base: any Memory, wrapper: any Memory) {
    self.owner = owner
    self.base = base
    self.wrapper = wrapper
  }

  func remembered(lane: Int) -> [Remembered] {
    let inner = base.remembered(lane: lane)
    return inner + wrapper.remembered(lane: lane).map { $0.under(owner) }
  }

  var followsKnobs: Bool { base.followsKnobs && wrapper.followsKnobs }

  func move(lane source: Int, to target: Int) {
    base.move(lane: source, to: target)
    wrapper.move(lane: source, to: target)
  }
}

/// Something with an optimizer inside.
private protocol Enclosing {
  var enclosed: any Optimizer { get }
}

extension Wrapped: Enclosing {
  fileprivate var enclosed: any Optimizer { base }
}

extension Optimizer {
  /// The optimizer without all wrappers.
  package var unwrapped: any Optimizer { (self as? any Enclosing)?.enclosed.unwrapped ?? self }
}

public import Calculus

/// An optimizer whose coordinates know of each other through sums: lengths, products, means.
///
/// It is written for one run, on lanes, so that eight runs are moved side by side: `move` sees the whole point, the
/// gradient, a memory for each coordinate and one for the run. What branches does so by masks.
public protocol VectorRule: Optimizer {
  /// What is remembered for each coordinate: a struct of `Lanes`.
  associatedtype Trace: Sendable

  /// What is remembered for the run as a whole: a struct of `Lanes`.
  associatedtype Common: Sendable

  /// The memory of a coordinate before the first step.
  var start: Trace { get }

  /// The memory of a run before the first step.
  var opening: Common { get }

  /// Lets the memory see the point at which the run starts; called once, before the first step, without a gradient.
  func begin(_ body: Body<Trace>, common: inout Common)

  /// What a step asks beside the gradient.
  func wishes(step: Int) -> Wishes

  /// Takes one step.
  func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int)

  /// Where the companion stands, if there is one.
  func companion(_ point: Lanes, trace: Trace) -> Lanes
}

/// What a vector rule asks beside the gradient.
public struct Wishes: OptionSet, Sendable {
  /// The bits.
  public let rawValue: Int

  /// The set with these bits.
  public init(rawValue: Int) { self.rawValue = rawValue }

  /// The value at the point; it comes with the gradient, as one evaluation.
  public static let value = Wishes(rawValue: 1)
  /// The diagonal of the Hessian at the point; one evaluation more.
  public static let curvature = Wishes(rawValue: 2)
}

/// Eight runs side by side, as a vector rule sees them.
public struct Body<Trace> {
  /// The coordinates, to be changed.
  public let point: Column<Lanes>
  /// The gradient, which the rule may change too: nobody looks at it afterwards.
  public let gradient: Column<Lanes>
  /// The memory of each coordinate, to be changed.
  public let trace: Column<Trace>
  /// The diagonal of the Hessian, if it was wished for.
  public let curvature: Column<Lanes>
  /// The value at the point, if it was wished for.
  public let value: Lanes

  /// How many coordinates there are.
  public var count: Int { point.count }
  /// The places of the coordinates.
  public var indices: Range<Int> { 0..<point.count }
}

/// The numbers of one vector of a block, one a row.
public struct Column<Element> {
  private let base: UnsafeMutablePointer<Element>
  private let stride: Int
  /// How many rows there are.
  public let count: Int

  init(_ base: UnsafeMutablePointer<Element>, stride: Int, count: Int) {
    self.base = base
    self.stride = stride
    self.count = count
  }

  /// The number in a row, which may be changed in place.
  @inline(__always)
  public subscript(index: Int) -> Element {
    get { base[index * stride] }
    nonmutating _modify { yield &base[index * stride] }
  }
}

extension Column<Lanes> {
  /// The sum of the products with another column.
  @inline(__always)
  public func dot(_ other: Column<Lanes>) -> Lanes {
    var sum: Lanes = 0
    for index in 0..<count { sum += self[index] * other[index] }
    return sum
  }

  /// The Euclidean length.
  @inline(__always)
  public var norm: Lanes { dot(self).squareRoot() }
}

extension VectorRule {
  /// The memory does not depend on the start.
  public func begin(_ body: Body<Trace>, common: inout Common) {}

  /// The gradient alone.
  public func wishes(step: Int) -> Wishes { [] }

  /// The point itself.
  public func companion(_ point: Lanes, trace: Trace) -> Lanes { point }

  /// The one point whose coordinates `companion` gives.
  public func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]] {
    guard Self.companion != nil else { return [] }
    let (vector, place) = (lane / Lanes.count, lane % Lanes.count)
    let body = unsafeDowncast(memory, to: VectorTraces<Trace, Common>.self).body(vector, points: points, value: 0)
    return [body.indices.map { companion(body.point[$0], trace: body.trace[$0])[place] }]
  }

  /// Gradients, and what is wished beside them.
  public static var asksGradientsAlone: Bool { true }

  /// One gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// One memory for each coordinate, and one for the run.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    VectorTraces(
      traces: Traces(start, (), rows: dimension, width: width, probes: false),
      commons: Traces(opening, (), rows: 1, width: width, probes: false), dimension: dimension, width: width)
  }

  /// Asks what is wished, then moves every run.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle) {
    let memory = unsafeDowncast(memory, to: VectorTraces<Trace, Common>.self)
    let vectors = oracle.vectors
    if oracle.step == 1 {
      for vector in 0..<vectors {
        begin(memory.body(vector, points: points, value: 0), common: &memory.commons.row(0)[vector])
      }
    }
    let wishes = wishes(step: oracle.step)
    if wishes.contains(.curvature) { oracle.curvature(at: points, into: memory.curvature) }
    let value = wishes.contains(.value) ? oracle.value(besideGradientAt: points) : nil
    memory.take(oracle.gradient(at: points), vectors: vectors)
    for vector in 0..<vectors {
      let body = memory.body(vector, points: points, value: value?.row(0)[vector] ?? 0)
      move(body, common: &memory.commons.row(0)[vector], rate: rates.row(0)[vector], step: oracle.step)
    }
  }
}

/// What the runs of a vector rule remember, and room for what they ask.
final class VectorTraces<Trace, Common>: Memory {
  private let traces: Traces<Trace, Void>
  let commons: Traces<Common, Void>
  private let gradient: Block
  let curvature: Block

  init(traces: Traces<Trace, Void>, commons: Traces<Common, Void>, dimension: Int, width: Int) {
    self.traces = traces
    self.commons = commons
    gradient = Block(rows: dimension, width: width)
    curvature = Block(rows: dimension, width: width)
  }

  /// Keeps a gradient that the oracle may overwrite, so that the rule may change it.
  func take(_ answer: Block, vectors: Int) {
    for row in 0..<gradient.rows {
      for vector in 0..<vectors { gradient.row(row)[vector] = answer.row(row)[vector] }
    }
  }

  func body(_ vector: Int, points: Block, value: Lanes) -> Body<Trace> {
    func column(_ block: Block) -> Column<Lanes> {
      Column(block.base + vector, stride: block.width, count: block.rows)
    }
    return Body(
      point: column(points), gradient: column(gradient),
      trace: Column(traces.row(0) + vector, stride: points.width, count: points.rows), curvature: column(curvature),
      value: value)
  }

  func remembered(lane: Int) -> [Remembered] {
    traces.remembered(lane: lane) + commons.rememberedOnce(lane: lane)
  }

  func move(lane source: Int, to target: Int) {
    traces.move(lane: source, to: target)
    commons.move(lane: source, to: target)
  }
}

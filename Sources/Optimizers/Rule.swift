public import Calculus

/// An optimizer that acts on each coordinate alone.
///
/// It is written for one coordinate, on lanes: `move` sees the point, the gradient, its memory and the rate. What depends
/// on the step alone, such as a bias correction, is its pace and is brought forward once a step by `advance`.
public protocol Rule: Optimizer {
  /// What is remembered for each coordinate: a struct of `Lanes`.
  associatedtype Trace: Sendable

  /// What is the same for all coordinates within a step.
  associatedtype Pace

  /// The memory of a coordinate before the first step.
  var start: Trace { get }

  /// Lets a coordinate's memory see the point at which the run starts; called once, before the first step.
  func begin(_ trace: inout Trace, at point: Lanes)

  /// The pace before the first step.
  var opening: Pace { get }

  /// Brings the pace forward to a step; the first step is 1.
  func advance(_ pace: inout Pace, step: Int)

  /// Whether the gradient is asked elsewhere than at the point.
  static var probes: Bool { get }

  /// Where the gradient is asked, if the rule probes.
  func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes

  /// Moves one coordinate.
  func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace)

  /// Where the companion stands, if there is one.
  func companion(_ point: Lanes, trace: Trace) -> Lanes
}

extension Rule {
  /// The memory does not depend on the start.
  @inlinable
  public func begin(_ trace: inout Trace, at point: Lanes) {}

  /// Gradients alone.
  public static var asksGradientsAlone: Bool { true }

  /// One gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// The gradient is asked at the point.
  public static var probes: Bool { false }

  /// The point itself.
  public func companion(_ point: Lanes, trace: Trace) -> Lanes { point }

  /// The one point whose coordinates `companion` gives.
  public func companions(lane: Int, points: Block, memory: any Memory) -> [[Double]] {
    guard Self.companion != nil else { return [] }
    let traces = unsafeDowncast(memory, to: Traces<Trace, Pace>.self)
    let (vector, place) = (lane / Lanes.count, lane % Lanes.count)
    return [
      (0..<points.rows).map { companion(points.row($0)[vector], trace: traces.row($0)[vector])[place] }
    ]
  }

  /// The point itself.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { point }
}

extension Rule where Pace == Void {
  /// Nothing depends on the step.
  public var opening: Void { () }

  /// Nothing depends on the step.
  public func advance(_ pace: inout Void, step: Int) {}
}

extension Rule {
  /// Zeros, or what the rule starts with, for every coordinate of every run.
  public func makeMemory(dimension: Int, width: Int) -> any Memory {
    Traces(start, opening, rows: dimension, width: width, probes: Self.probes)
  }

  /// Asks one gradient, then moves every coordinate of every run.
  ///
  /// The memory is the one made by `makeMemory`; a checked cast would cost more than the step of a single run.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle) {
    let traces = unsafeDowncast(memory, to: Traces<Trace, Pace>.self)
    let vectors = oracle.vectors
    let rate = rates.row(0)
    if oracle.step == 1 { begin(traces, at: points, vectors: vectors) }
    let gradient: Block
    if let probe = traces.probe {
      for coordinate in 0..<points.rows {
        for vector in 0..<vectors {
          probe.row(coordinate)[vector] = self.probe(
            points.row(coordinate)[vector], trace: traces.row(coordinate)[vector], rate: rate[vector])
        }
      }
      gradient = oracle.gradient(elsewhere: probe)
    } else {
      gradient = oracle.gradient(at: points)
    }
    advance(&traces.pace, step: oracle.step)
    let pace = traces.pace
    for coordinate in 0..<points.rows {
      let point = points.row(coordinate)
      let slope = gradient.row(coordinate)
      let trace = traces.row(coordinate)
      var vector = 0
      while vector < vectors {
        move(&point[vector], gradient: slope[vector], trace: &trace[vector], rate: rate[vector], pace: pace)
        vector &+= 1
      }
    }
  }
}

extension Rule {
  private func begin(_ traces: Traces<Trace, Pace>, at points: Block, vectors: Int) {
    for coordinate in 0..<points.rows {
      for vector in 0..<vectors { begin(&traces.row(coordinate)[vector], at: points.row(coordinate)[vector]) }
    }
  }
}

/// The traces of a rule: one for every coordinate and vector.
final class Traces<Trace, Pace>: Memory {
  var pace: Pace
  /// Where the gradient is asked, for rules that probe.
  let probe: Block?
  private let width: Int
  fileprivate let rows: Int
  private let base: UnsafeMutablePointer<Trace>

  init(_ start: Trace, _ pace: Pace, rows: Int, width: Int, probes: Bool) {
    self.pace = pace
    probe = probes ? Block(rows: rows, width: width) : nil
    self.rows = rows
    self.width = width
    base = .allocate(capacity: rows * width)
    base.initialize(repeating: start, count: rows * width)
  }

  deinit {
    base.deinitialize(count: rows * width)
    base.deallocate()
  }

  @inline(__always)
  func row(_ index: Int) -> UnsafeMutablePointer<Trace> { base + index * width }

  func move(lane source: Int, to target: Int) {
    // A trace is a struct of lanes, so the number of one lane stands at the same place in each of its vectors.
    for row in 0..<rows {
      Self.move(
        lane: source % Lanes.count, of: self.row(row) + source / Lanes.count,
        to: target % Lanes.count, of: self.row(row) + target / Lanes.count)
    }
    // The pace is the same for all runs unless each has knobs of its own, which takes a block of one vector.
    guard width == 1, followsKnobs, MemoryLayout<Pace>.size > 0 else { return }
    withUnsafeMutablePointer(to: &pace) { Self.move(lane: source, of: $0, to: target, of: $0) }
  }

  private static func move<Fields>(
    lane source: Int, of from: UnsafeMutablePointer<Fields>, to target: Int, of to: UnsafeMutablePointer<Fields>
  ) {
    let from = UnsafeMutableRawPointer(from).assumingMemoryBound(to: Double.self)
    let to = UnsafeMutableRawPointer(to).assumingMemoryBound(to: Double.self)
    for vector in 0..<MemoryLayout<Fields>.size / MemoryLayout<Lanes>.size {
      to[vector * Lanes.count + target] = from[vector * Lanes.count + source]
    }
  }

  /// Whether the pace is made of lanes, or knows nothing but the number of the step.
  private(set) lazy var followsKnobs = Pace.self == Void.self || Self.isMadeOfLanes(pace)

  private static func isMadeOfLanes(_ value: Any) -> Bool {
    if value is Lanes || value is LaneMask { return true }
    let fields = Mirror(reflecting: value).children
    return !fields.isEmpty && fields.allSatisfy { isMadeOfLanes($0.value) }
  }
}

extension Traces {
  /// The traces of all coordinates, and the pace.
  func remembered(lane: Int) -> [Remembered] {
    let (vector, place) = (lane / Lanes.count, lane % Lanes.count)
    return Fields.coordinates((0..<rows).map { row($0)[vector] }, lane: place)
      + Fields.numbers(of: pace, lane: place, scope: .step)
  }

  /// The fields of the first row, which stands for the run.
  func rememberedOnce(lane: Int) -> [Remembered] {
    let fields = row(0)[lane / Lanes.count]
    // Corrections follow from the step, though they stand with what is remembered.
    return Fields.numbers(of: fields, lane: lane % Lanes.count, scope: fields is BiasCorrection ? .step : .run)
  }
}

/// The trace of a rule that remembers nothing.
public struct NoTrace: Sendable {
  /// Nothing.
  public init() {}
}

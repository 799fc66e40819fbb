public import Calculus

/// Answers an optimizer's questions about the surface, and counts them.
///
/// A value, a gradient, or both at one point are one evaluation; a Hessian or a Hessian product is one more. Within a
/// step every question is about the same function: where the runs are noisy, the surface is tilted at random once a
/// step, the same way for all optimizers.
public final class Oracle {
  private let evaluator: any Evaluator
  private let objective: any Objective
  private let answer: Block
  /// Room for a gradient that a filter changes.
  private(set) lazy var draft = Block(rows: answer.rows, width: answer.width)
  private lazy var values = Block(rows: 1, width: answer.width)
  private let tilt: Tilt?
  /// Draws rows of data for each step, where the surface is a mean over rows.
  private let sampler: (any SampledEvaluator)?
  private let batch: Int?
  /// The random numbers of each run: by them rows are drawn, and what a method draws for itself.
  private var streams: [RandomNumbers]
  /// The number of the step in which questions are asked, from 1.
  public private(set) var step = 0
  /// How many runs of the block go on; they stand together at its beginning.
  public private(set) var lanes: Int
  /// How many vectors of the block hold runs that go on.
  public var vectors: Int { (lanes + Lanes.count - 1) / Lanes.count }
  /// Questions asked by all runs of the block alike.
  private var common = 0
  /// Questions that each run has asked beyond the common ones.
  private var own: [Int]
  /// The gradient at the current points without tilt, if somebody has computed it already.
  private var known: Block?
  /// What changes gradients on their way, outermost first.
  private var filters: [any GradientFilter] = []
  private lazy var single = PointOracle(objective: objective, batch: batch)
  /// Looks on, if somebody wants to know what is asked.
  package var witness: Witness?
  /// How many wrappers stand between the one who asks and the surface.
  var depth: Int { filters.count }

  /// An oracle for a block of `width` vectors.
  ///
  /// - Parameters:
  ///   - batch: how many rows of data a step draws; nil for all, or where there are no data.
  ///   - streams: the random numbers of each run; without them, those of seed 0.
  public init(
    objective: any Objective, width: Int, tilt: Tilt? = nil, batch: Int? = nil, streams: [RandomNumbers] = []
  ) {
    self.objective = objective
    self.batch = batch
    self.streams = streams
    sampler = batch.flatMap { (objective as? any SampledObjective)?.sampledEvaluator(width: width, batch: $0) }
    evaluator = sampler ?? objective.evaluator(width: width)
    answer = Block(rows: objective.dimension, width: width)
    lanes = width * Lanes.count
    own = Array(repeating: 0, count: width * Lanes.count)
    self.tilt = tilt
  }

  /// Opens a step for the first `lanes` runs of the block.
  ///
  /// - Parameter gradient: The exact gradient at the points from which the step starts, if it is known.
  public func begin(step: Int, lanes: Int, knowing gradient: Block? = nil) {
    self.step = step
    self.lanes = lanes
    // What is known is of all rows, and not of those that are drawn.
    known = sampler == nil ? gradient : nil
    tilt?.draw(step: step, lanes: lanes)
    sampler?.draw(step: step, streams: streams[..<min(lanes, streams.count)])
  }

  /// The gradient at the points from which the step starts.
  ///
  /// The block is the oracle's and is good until the next question.
  public func gradient(at points: Block) -> Block {
    guard witness == nil else { return heard(at: points) { answeredGradient(at: points) } }
    return answeredGradient(at: points)
  }

  private func answeredGradient(at points: Block) -> Block {
    guard filters.isEmpty else { return filtered { $0.gradient(at: points, oracle: self) } }
    guard let known else { return answeredGradient(elsewhere: points) }
    common += 1
    guard let tilt else { return known }
    tilt.add(to: answer, from: known, vectors: vectors)
    return answer
  }

  /// The gradient at any points, under the same tilt.
  ///
  /// The block is the oracle's and is good until the next question.
  public func gradient(elsewhere points: Block) -> Block {
    guard witness == nil else { return heard(at: points) { answeredGradient(elsewhere: points) } }
    return answeredGradient(elsewhere: points)
  }

  private func answeredGradient(elsewhere points: Block) -> Block {
    guard filters.isEmpty else { return filtered { $0.gradient(elsewhere: points, oracle: self) } }
    common += 1
    evaluator.gradient(at: points, vectors: vectors, step: step, into: answer)
    tilt?.add(to: answer, vectors: vectors)
    return answer
  }

  /// Lets a filter change every gradient that is asked within `body`.
  func filtering(by filter: any GradientFilter, _ body: () -> Void) {
    filters.append(filter)
    body()
    filters.removeLast()
  }

  /// Forgets within `body` that the gradient is known, because another point is stepped than the one reported.
  func elsewhere(_ body: () -> Void) {
    let kept = known
    known = nil
    body()
    known = kept
  }

  /// The answer of the innermost filter, which asks the others.
  private func filtered(_ answer: (any GradientFilter) -> Block) -> Block {
    let filter = filters.removeLast()
    defer { filters.append(filter) }
    return answer(filter)
  }

  /// The values at the points whose gradients are asked as well: together one evaluation.
  ///
  /// The block is the oracle's and is good until the next question of this kind.
  func value(besideGradientAt points: Block) -> Block {
    evaluator.value(at: points, vectors: vectors, step: step, into: values)
    tilt?.add(toValues: values, at: points, vectors: vectors)
    witness?.value = values[0, 0]
    return values
  }

  /// Writes the diagonal of the Hessian at any points: one evaluation.
  ///
  /// A tilt does not bend the surface.
  func curvature(at points: Block, into diagonal: Block) {
    common += 1
    witness?.close()
    let direction = Block(rows: points.rows, width: points.width)
    for row in 0..<points.rows {
      for vector in 0..<vectors { direction.row(row)[vector] = 1 }
      evaluator.hessianProduct(at: points, along: direction, vectors: vectors, step: step, into: answer)
      for vector in 0..<vectors {
        diagonal.row(row)[vector] = answer.row(row)[vector]
        direction.row(row)[vector] = 0
      }
    }
    witness?.curvature = diagonal.column(0)
  }

  /// Questions about one run alone, for methods that branch.
  public func point(lane: Int) -> PointOracle {
    single.begin(
      step: step, witness: lane == 0 ? witness : nil, tilt: tilt?.values(lane: lane) ?? [],
      stream: streams.indices.contains(lane) ? streams[lane] : nil)
    return single
  }

  /// Books what a run asked by itself.
  func count(_ questions: Int, lane: Int) { own[lane] += questions }

  /// How many evaluations a run has asked for.
  public func evaluations(lane: Int) -> Int { common + own[lane] }

  /// How many rows of data one evaluation of this step looks at; 1 where there are no data.
  public var rowsInStep: Int { sampler?.rowsInStep ?? (objective as? any SampledObjective)?.rows ?? 1 }

  /// Follows a run that is moved to another place in the block.
  public func move(lane source: Int, to target: Int) {
    own[target] = own[source]
    if target < streams.count, source < streams.count { streams[target] = streams[source] }
    tilt?.move(lane: source, to: target)
  }
}

/// Changes gradients on their way to an optimizer.
protocol GradientFilter {
  /// The changed gradient at the points from which the step starts; asks the oracle for as many as it needs.
  func gradient(at points: Block, oracle: Oracle) -> Block

  /// The changed gradient at other points.
  func gradient(elsewhere points: Block, oracle: Oracle) -> Block
}

/// The random tilt of a noisy surface: `f(x) + s z.x` with fresh normal numbers `z` for every step.
///
/// The numbers depend on seed, stream (the start of a run) and step, never on the optimizer or on who asks first.
public final class Tilt {
  private let scale: Double
  private var streams: [RandomNumbers]
  private let values: Block
  /// The first runs with different streams, in this step.
  private var drawn: [Int] = []
  /// The runs whose numbers are drawn, and those that have the numbers of another, in this step.
  private var fresh: [Int] = []
  private var copies: [(lane: Int, twin: Int)] = []

  /// A tilt of standard deviation `scale` in every component of the gradient, one stream a run.
  public init(scale: Double, streams: [RandomNumbers], dimension: Int, width: Int) {
    self.scale = scale
    self.streams = streams
    values = Block(rows: dimension, width: width)
  }

  /// How much a step's tilt adds to one component of the gradient of a run; to its loss it adds that times the coordinate.
  package static func slope(scale: Double, _ stream: RandomNumbers, step: Int, coordinate: Int) -> Double {
    scale * stream.normal(step: step, coordinate: coordinate)
  }

  func draw(step: Int, lanes: Int) {
    // Where many rates are tried, many runs meet the same few lucks: numbers already drawn are copied.
    drawn.removeAll(keepingCapacity: true)
    fresh.removeAll(keepingCapacity: true)
    copies.removeAll(keepingCapacity: true)
    for lane in 0..<lanes {
      if let twin = drawn.first(where: { streams[$0] == streams[lane] }) {
        copies.append((lane, twin))
        continue
      }
      if drawn.count < 8 { drawn.append(lane) }
      fresh.append(lane)
    }
    for group in stride(from: 0, to: fresh.count, by: Lanes.count) {
      let size = min(Lanes.count, fresh.count - group)
      for row in stride(from: 0, to: values.rows, by: 2) {
        let pair = RandomNumbers.normals(step: step, coordinate: row, sources: size) { streams[fresh[group + $0]] }
        for place in 0..<size {
          values[row, fresh[group + place]] = scale * pair.even[place]
          if row + 1 < values.rows { values[row + 1, fresh[group + place]] = scale * pair.odd[place] }
        }
      }
    }
    for (lane, twin) in copies {
      for coordinate in 0..<values.rows { values[coordinate, lane] = values[coordinate, twin] }
    }
  }

  func add(to gradient: Block, from exact: Block? = nil, vectors: Int) {
    for row in 0..<values.rows {
      let source = (exact ?? gradient).row(row)
      for vector in 0..<vectors { gradient.row(row)[vector] = source[vector] + values.row(row)[vector] }
    }
  }

  func add(toValues answer: Block, at points: Block, vectors: Int) {
    for row in 0..<values.rows {
      for vector in 0..<vectors { answer.row(0)[vector] += values.row(row)[vector] * points.row(row)[vector] }
    }
  }

  func values(lane: Int) -> [Double] { (0..<values.rows).map { values[$0, lane] } }

  func move(lane source: Int, to target: Int) {
    if target < streams.count { streams[target] = streams[source] }
    values.move(lane: source, to: target)
  }
}

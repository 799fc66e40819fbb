internal import Calculus
internal import Surfaces

/// What may be plotted of a training run, against the step.
public enum CurveKind: String, Sendable, CaseIterable {
  /// The loss above the least there is; the loss itself where there is no minimum.
  case loss
  /// The length of the gradient.
  case gradient
  /// The distance to the minimum that is nearest at the end.
  case distance
  /// The length of each step.
  case step
  /// How far each coordinate moves, over its gradient: the rate it is really given.
  case effectiveRate = "effective-rate"
  /// The length of each step over that of the point it starts from.
  case updateRatio = "update-ratio"
  /// The largest eigenvalue of the Hessian.
  case sharpness

  /// What the series is called on an axis.
  public var title: String {
    switch self {
    case .loss: "loss above its minimum"
    case .gradient: "gradient norm"
    case .distance: "distance to the minimum"
    case .step: "step length"
    case .effectiveRate: "effective rate: |step| \u{00F7} |gradient|, each coordinate"
    case .updateRatio: "update ratio: |step| \u{00F7} |point|"
    case .sharpness: "sharpness: largest eigenvalue of the Hessian"
    }
  }
}

/// Numbers against steps: one or more lines of one run, and what they are compared with.
public struct CurveSeries: Sendable, Equatable {
  /// One line; NaN where there is no value.
  public struct Line: Sendable, Equatable {
    /// What tells it from other lines of the run: a coordinate; empty for a single line.
    public let name: String
    /// The value after each step, from 0.
    public let values: [Double]
  }

  /// What is plotted.
  public let kind: CurveKind
  /// The lines.
  public let lines: [Line]
  /// A line to compare with, of this run alone: a number a step; empty if there is none.
  public let limit: [Double]
  /// What the limit is: `2/rate`.
  public let limitName: String
}

/// Turns walks into series.
public struct CurveReadings: Sendable {
  private let objective: any Objective
  private let variables: [String]
  private let least: Double?
  private let minima: [[Double]]
  private let limit: RateBound?

  /// The readings of the runs of a figure.
  public init(_ curves: Curves) {
    objective = curves.surface.objective
    variables = curves.surface.variables
    least = curves.least
    minima = curves.surface.minima.map(\.at)
    limit = RateBound(curves.entrant.optimizer)
  }

  /// Whether a kind can be read here: a distance needs a known minimum.
  public func has(_ kind: CurveKind) -> Bool { kind != .distance || !minima.isEmpty }

  /// The series of a kind of one walk.
  public func series(_ kind: CurveKind, of walk: Trajectory) -> CurveSeries {
    var (limit, name): ([Double], String) = ([], "")
    if kind == .sharpness, let factor = self.limit?.factor {
      limit = walk.rates.map { factor / $0 }
      name = factor == 2 ? "2 \u{00F7} rate" : "stable below"
      if limit.count > 1 { limit[0] = limit[1] }
    }
    return CurveSeries(kind: kind, lines: lines(kind, walk), limit: limit, limitName: name)
  }

  private func lines(_ kind: CurveKind, _ walk: Trajectory) -> [CurveSeries.Line] {
    func single(_ values: [Double]) -> [CurveSeries.Line] { [.init(name: "", values: values)] }
    switch kind {
    case .loss: return single(walk.losses.map { $0 - (least ?? 0) })
    case .gradient: return single(walk.gradientNorms)
    case .distance:
      guard let goal = minima.min(by: { distance($0, walk.end) < distance($1, walk.end) }) else { return single([]) }
      return single((0...walk.steps).map { distance(walk.point($0), goal) })
    case .step: return single(stepLengths(walk))
    case .updateRatio:
      let origin = Array(repeating: 0.0, count: walk.dimension)
      return single(
        stepLengths(walk).enumerated().map { step, length in
          step == 0 ? .nan : length / distance(walk.point(step - 1), origin)
        })
    case .effectiveRate: return effectiveRates(walk)
    case .sharpness: return single(sharpness(walk))
    }
  }

  /// The length of the step that led to each point; NaN at the start.
  private func stepLengths(_ walk: Trajectory) -> [Double] {
    (0...walk.steps).map { $0 == 0 ? .nan : distance(walk.point($0), walk.point($0 - 1)) }
  }

  /// For each coordinate |step| / |gradient|, the exact gradient at the point the step starts from.
  private func effectiveRates(_ walk: Trajectory) -> [CurveSeries.Line] {
    var values = variables.map { _ in [Double.nan] }
    forEachBlock(walk) { points, lanes in
      let gradients = Block(rows: points.rows, width: points.width)
      objective.evaluator(width: points.width).gradient(at: points, vectors: points.width, step: 0, into: gradients)
      for lane in 0..<lanes.count where lanes.lowerBound + lane < walk.steps {
        for index in variables.indices {
          let step = lanes.lowerBound + lane
          let move = walk.coordinate(index, step + 1) - walk.coordinate(index, step)
          values[index].append(move.magnitude / gradients[index, lane].magnitude)
        }
      }
    }
    return zip(variables, values).map { .init(name: $0, values: $1) }
  }

  private func sharpness(_ walk: Trajectory) -> [Double] {
    var result: [Double] = []
    let dimension = objective.dimension
    forEachBlock(walk) { points, lanes in
      let evaluator = objective.evaluator(width: points.width)
      let columns = (0..<dimension).map { row in
        let direction = Block(rows: dimension, width: points.width)
        for vector in 0..<points.width { direction.row(row)[vector] = 1 }
        let product = Block(rows: dimension, width: points.width)
        evaluator.hessianProduct(at: points, along: direction, vectors: points.width, step: 0, into: product)
        return product
      }
      for lane in 0..<lanes.count {
        let rows = columns.map { column in (0..<dimension).map { column[$0, lane] } }
        result.append(SymmetricMatrix(rows: rows).eigensystem()?.values.last ?? .nan)
      }
    }
    return result
  }

  /// The points of a walk in blocks of at most 512.
  private func forEachBlock(_ walk: Trajectory, _ body: (Block, Range<Int>) -> Void) {
    let size = 64 * Lanes.count
    for start in stride(from: 0, through: walk.steps, by: size) {
      let lanes = start..<min(start + size, walk.steps + 1)
      let points = Block(rows: walk.dimension, width: (lanes.count + Lanes.count - 1) / Lanes.count)
      for place in 0..<points.width * Lanes.count {
        let step = min(start + place, walk.steps)
        for row in 0..<walk.dimension { points[row, place] = walk.coordinate(row, step) }
      }
      body(points, lanes)
    }
  }
}

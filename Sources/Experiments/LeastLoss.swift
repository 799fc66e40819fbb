internal import Calculus
internal import Optimizers
public import Surfaces

extension Surface {
  /// The least loss there is, as far as is known: the card's, or what a search finds.
  ///
  /// The search looks at 257 points of the window in one dimension, at 65 x 65 in two, and walks from the lowest one by
  /// damped Newton steps. A point on the edge of the window that is lower than all within, or a walk that leaves the
  /// window, means that there is no minimum to speak of. In more dimensions nothing is searched.
  public var leastLoss: Double? {
    if let value = minimumValue { return value }
    guard claimsNothing, dimension == 1 || dimension == 2 else { return nil }
    let count = dimension == 1 ? 257 : 65
    let places = 0..<(dimension == 1 ? count : count * count)
    let axes = window.map { range in
      (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1) }
    }
    /// Where on each axis a place of the grid is.
    func nodes(_ place: Int) -> [Int] { dimension == 1 ? [place] : [place % count, place / count] }
    func point(_ place: Int) -> [Double] { zip(axes, nodes(place)).map { $0[$1] } }
    let points = Block(rows: dimension, width: (places.count + Lanes.count - 1) / Lanes.count)
    let values = Block(rows: 1, width: points.width)
    for place in places {
      for (row, coordinate) in point(place).enumerated() { points[row, place] = coordinate }
    }
    objective.evaluator(width: points.width).value(at: points, vectors: points.width, step: 0, into: values)
    // Of equally low points one within counts: a valley may run from edge to edge.
    func isInner(_ place: Int) -> Bool { nodes(place).allSatisfy((1..<count - 1).contains) }
    let order = { (place: Int) in (values[0, place], isInner(place) ? 0 : 1) }
    let lowest = places.filter { !values[0, $0].isNaN }.min { order($0) < order($1) }
    guard let lowest, isInner(lowest), values[0, lowest].isFinite else { return nil }
    let batch = Batch(
      objective: objective, optimizer: DampedNewton(), steps: 100, lanes: [.init(start: point(lowest), rate: 1)])
    let walk = batch.trajectories()[0]
    guard walk.isFinite, window.contains(walk.end) else { return nil }
    return min(walk.finalLoss, values[0, lowest])
  }

  /// Whether the card says nothing of minima or saddles, so that a search may.
  private var claimsNothing: Bool {
    minima.isEmpty && saddles.isEmpty && ascend.isEmpty && kind != .saddle && kind != .game
  }
}

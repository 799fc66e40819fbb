internal import Calculus
internal import Optimizers
public import Surfaces

extension Surface {
  /// The least loss there is, as far as is known: the card's, or what a search finds.
  ///
  /// The search looks at 257 points of the window in one dimension, at 65 x 65 in two, and walks from the lowest one by
  /// damped Newton steps. Where no slope vanishes, at a kink or on the edge of the domain, it looks at ever smaller boxes
  /// around the lowest point instead. A point on the edge of the window that is lower than all within, or a walk that
  /// leaves the window, means that there is no minimum to speak of; on the edge of the domain there may be one. In more
  /// dimensions nothing is searched.
  public var leastLoss: Double? {
    if let value = minimumValue { return value }
    guard claimsNothing, dimension == 1 || dimension == 2 else { return nil }
    let box = zip(window, domain ?? window).map { $0.clamped(to: $1) }
    guard let lowest = lowest(in: box), lowest.isInner, lowest.value.isFinite else { return nil }
    let batch = Batch(
      objective: objective, optimizer: DampedNewton(), steps: 100, domain: domain,
      lanes: [.init(start: lowest.point, rate: 1)])
    let walk = batch.trajectories()[0]
    guard walk.isFinite, window.contains(walk.end) else { return nil }
    let least = min(walk.finalLoss, lowest.value)
    let isSmooth = walk.gradientNorms.last.map { $0 <= 1e-6 * walk.gradientNorms[0] || $0 <= 1e-9 } ?? false
    return isSmooth ? least : min(least, leastLoss(around: lowest.point, in: box))
  }

  /// The lowest of the points of a grid, and whether it is on no edge but that of the domain.
  private func lowest(
    in box: [ClosedRange<Double>]
  ) -> (point: [Double], value: Double, isInner: Bool)? {
    let count = dimension == 1 ? 257 : 65
    let places = 0..<(dimension == 1 ? count : count * count)
    let axes = box.map { range in
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
    func isInner(_ place: Int) -> Bool {
      nodes(place).enumerated().allSatisfy { row, node in
        if node == 0 { return domain.map { $0[row].lowerBound == box[row].lowerBound } ?? false }
        if node == count - 1 { return domain.map { $0[row].upperBound == box[row].upperBound } ?? false }
        return true
      }
    }
    let order = { (place: Int) in (values[0, place], isInner(place) ? 0 : 1) }
    return places.filter { !values[0, $0].isNaN }.min { order($0) < order($1) }
      .map { (point($0), values[0, $0], isInner($0)) }
  }

  /// The lowest value on grids over ever smaller boxes, each around the lowest point of the one before.
  ///
  /// A box has half the width of the one before: at a kink that lies aslant the lowest point of a grid may be several of
  /// its cells from where it should be.
  private func leastLoss(around start: [Double], in box: [ClosedRange<Double>]) -> Double {
    var (least, center) = (Double.infinity, start)
    var reach = box.map { ($0.upperBound - $0.lowerBound) / 4 }
    for _ in 0..<50 {
      let part = box.indices.map { row in
        (center[row] - reach[row]...center[row] + reach[row]).clamped(to: box[row])
      }
      if let found = lowest(in: part), found.value < least { (least, center) = (found.value, found.point) }
      reach = reach.map { $0 / 2 }
    }
    return least
  }

  /// Whether the card says nothing of minima or saddles, so that a search may.
  private var claimsNothing: Bool {
    minima.isEmpty && saddles.isEmpty && ascend.isEmpty && kind != .saddle && kind != .game
  }
}

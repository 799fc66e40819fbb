internal import Calculus
internal import Optimizers
public import Surfaces

extension Surface {
  /// The least loss there is, as far as is known: the card's, or what a search finds.
  ///
  /// The search looks at 257 points of the window in one dimension, at 65 x 65 in two, and walks from the lowest one by
  /// damped Newton steps. Where no slope vanishes, at a kink or on the edge of the domain, it narrows down on the
  /// lowest point instead. A point on the edge of the window that is lower than all within, or a walk that
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

  /// The least of what is to become small: of the loss, or in a game of the length of the gradient.
  var leastCourse: Double? { isGame ? 0 : leastLoss }

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

  /// The lowest value near a point, where kinks leave no slope to follow.
  ///
  /// Each of 17 columns looks for its own lowest value among 17 points, then between the neighbours of the lowest, and so
  /// on; then the columns between the neighbours of the lowest column do the same. A valley whose floor is a kink that
  /// runs aslant is followed so, where a grid as a whole would only see which of its points lies nearest to the floor.
  /// Over more than 4096 rows of data this would take too long, and nothing is looked for.
  private func leastLoss(around center: [Double], in box: [ClosedRange<Double>]) -> Double {
    guard data.map({ $0.rows <= 4096 }) ?? true else { return .infinity }
    let (count, rounds) = (17, 14)
    var part = zip(center, box).map { center, range -> ClosedRange<Double> in
      let reach = (range.upperBound - range.lowerBound) / 4
      return (center - reach...center + reach).clamped(to: range)
    }
    func node(_ place: Int, of range: ClosedRange<Double>) -> Double {
      range.lowerBound + (range.upperBound - range.lowerBound) * Double(place) / Double(count - 1)
    }
    func neighbours(_ place: Int, of range: ClosedRange<Double>) -> ClosedRange<Double> {
      node(max(place - 1, 0), of: range)...node(min(place + 1, count - 1), of: range)
    }
    let columns = dimension == 1 ? 1 : count
    let points = Block(rows: dimension, width: (columns * count + Lanes.count - 1) / Lanes.count)
    let values = Block(rows: 1, width: points.width)
    let evaluator = objective.evaluator(width: points.width)
    var least = Double.infinity
    for _ in 0..<(dimension == 1 ? 1 : rounds) {
      var ranges = Array(repeating: part[dimension - 1], count: columns)
      var lowest = Array(repeating: Double.infinity, count: columns)
      for _ in 0..<rounds {
        for column in 0..<columns {
          for place in 0..<count {
            let lane = column * count + place
            if dimension == 2 { points[0, lane] = node(column, of: part[0]) }
            points[dimension - 1, lane] = node(place, of: ranges[column])
          }
        }
        evaluator.value(at: points, vectors: points.width, step: 0, into: values)
        for column in 0..<columns {
          let order = { (place: Int) in values[0, column * count + place] }
          guard let place = (0..<count).filter({ !order($0).isNaN }).min(by: { order($0) < order($1) }) else {
            continue
          }
          lowest[column] = min(lowest[column], order(place))
          ranges[column] = neighbours(place, of: ranges[column])
        }
      }
      guard let column = lowest.indices.min(by: { lowest[$0] < lowest[$1] }) else { break }
      least = min(least, lowest[column])
      part[0] = dimension == 2 ? neighbours(column, of: part[0]) : part[0]
    }
    return least
  }

  /// Whether the card says nothing of minima or saddles, so that a search may.
  private var claimsNothing: Bool {
    minima.isEmpty && saddles.isEmpty && ascend.isEmpty && kind != .saddle && kind != .game
  }
}

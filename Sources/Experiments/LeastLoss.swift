internal import Calculus
internal import Optimizers
public import Surfaces

extension Surface {
  /// The least loss there is, as far as is known: the card's, or what a search finds.
  ///
  /// The search looks at a grid of 65 x 65 points of the window of a two-dimensional surface and walks from the lowest
  /// one by damped Newton steps. A point on the edge of the window that is lower than all within, or a walk that leaves
  /// the window, means that there is no minimum to speak of.
  public var leastLoss: Double? {
    if let value = minimumValue { return value }
    guard claimsNothing, dimension == 2 else { return nil }
    let count = 65
    let axes = window.map { range in
      (0..<count).map { range.lowerBound + (range.upperBound - range.lowerBound) * Double($0) / Double(count - 1) }
    }
    let points = Block(rows: 2, width: (count * count + Lanes.count - 1) / Lanes.count)
    let values = Block(rows: 1, width: points.width)
    for place in 0..<count * count {
      points[0, place] = axes[0][place % count]
      points[1, place] = axes[1][place / count]
    }
    objective.evaluator(width: points.width).value(at: points, vectors: points.width, step: 0, into: values)
    // Of equally low points one within counts: a valley may run from edge to edge.
    let isInner = { (place: Int) in [place % count, place / count].allSatisfy((1..<count - 1).contains) }
    let places = (0..<count * count).filter { !values[0, $0].isNaN }
    let order = { (place: Int) in (values[0, place], isInner(place) ? 0 : 1) }
    guard let lowest = places.min(by: { order($0) < order($1) }) else { return nil }
    guard isInner(lowest), values[0, lowest].isFinite else { return nil }
    let (column, row) = (lowest % count, lowest / count)
    let start = [axes[0][column], axes[1][row]]
    let batch = Batch(
      objective: objective, optimizer: DampedNewton(), steps: 100, lanes: [.init(start: start, rate: 1)])
    let walk = batch.trajectories()[0]
    guard walk.isFinite, window.contains(walk.end) else { return nil }
    return min(walk.finalLoss, values[0, lowest])
  }

  /// Whether the card says nothing of minima or saddles, so that a search may.
  private var claimsNothing: Bool {
    minima.isEmpty && saddles.isEmpty && ascend.isEmpty && kind != .saddle && kind != .game
  }
}

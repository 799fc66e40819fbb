/// A place where runs come to rest: a minimum, or a connected set of them.
public struct Attractor: Sendable, Equatable {
  /// Where it is: the minimum, or one of the set.
  public let at: SIMD2<Double>
  /// The loss there.
  public let value: Double
  /// The minimum on the card that it is, by its place there; nil for one that runs found.
  public let known: Int?
  /// The points whose surroundings belong to it: the minimum alone, or points all along the set.
  let centers: [SIMD2<Double>]

  init(at: SIMD2<Double>, value: Double, known: Int?, centers: [SIMD2<Double>]) {
    self.at = at
    self.value = value
    self.known = known
    self.centers = centers
  }
}

/// The parts of the plane that a run may end in: the surroundings of attractors, what is outside the window, and the rest.
struct Basins: Sendable {
  /// A point and the attractor that its surroundings belong to.
  struct Center {
    let x: Double
    let y: Double
    let attractor: Double
  }

  let attractors: [Attractor]
  let centers: [Center]
  /// How near to a center a run has arrived.
  let radius: Double
  let window: [ClosedRange<Double>]

  /// A hundredth of the window's diagonal, or a third of the way between two attractors if that is less.
  init(_ attractors: [Attractor], in window: [ClosedRange<Double>], diagonal: Double) {
    self.attractors = attractors
    self.window = window
    centers = attractors.enumerated().flatMap { index, attractor in
      attractor.centers.map { Center(x: $0.x, y: $0.y, attractor: Double(index)) }
    }
    var least = Double.infinity
    for (index, one) in centers.enumerated() {
      for other in centers[..<index] where other.attractor != one.attractor {
        let (dx, dy) = (one.x - other.x, one.y - other.y)
        least = min(least, (dx * dx + dy * dy).squareRoot())
      }
    }
    radius = min(diagonal / 100, least / 3)
    lookup = centers.count > 4 ? CenterLookup(centers, radius: radius) : nil
  }

  /// Where centers are looked up, if there are more than a few.
  let lookup: CenterLookup?
}

/// Finds the center that a point is near to, among many, without asking each.
///
/// The box around all centers is divided into squares; each knows the centers whose surroundings reach into it.
struct CenterLookup: Sendable {
  private let centers: [Basins.Center]
  private let (left, bottom, side): (Double, Double, Double)
  private let (columns, rows): (Int, Int)
  /// For each square, where its centers begin in `members`; one more at the end.
  private let begins: [Int32]
  private let members: [Int32]

  init(_ centers: [Basins.Center], radius: Double) {
    self.centers = centers
    let xs = centers.map(\.x), ys = centers.map(\.y)
    let (left, bottom) = ((xs.min() ?? 0) - radius, (ys.min() ?? 0) - radius)
    let (width, height) = ((xs.max() ?? 0) + radius - left, (ys.max() ?? 0) + radius - bottom)
    let side = max(2 * radius, max(width, height) / 256)
    let (columns, rows) = (Int(width / side) + 1, Int(height / side) + 1)
    var squares = [[Int32]](repeating: [], count: columns * rows)
    for (index, center) in centers.enumerated() {
      for row in Int((center.y - radius - bottom) / side)...min(rows - 1, Int((center.y + radius - bottom) / side)) {
        for column in Int((center.x - radius - left) / side)...min(columns - 1, Int((center.x + radius - left) / side))
        {
          squares[row * columns + column].append(Int32(index))
        }
      }
    }
    (self.left, self.bottom, self.side, self.columns, self.rows) = (left, bottom, side, columns, rows)
    var begins: [Int32] = [0]
    for square in squares { begins.append((begins.last ?? 0) + Int32(square.count)) }
    self.begins = begins
    members = squares.flatMap { $0 }
  }

  /// The nearest of the centers whose surroundings may hold a point; nil if there is none.
  func nearest(_ x: Double, _ y: Double) -> Basins.Center? {
    let (column, row) = (((x - left) / side).rounded(.down), ((y - bottom) / side).rounded(.down))
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return nil }
    let square = Int(row) * columns + Int(column)
    var best: Basins.Center?
    var least = Double.infinity
    for place in Int(begins[square])..<Int(begins[square + 1]) {
      let center = centers[Int(members[place])]
      let (dx, dy) = (x - center.x, y - center.y)
      let distance = dx * dx + dy * dy
      if distance < least { (least, best) = (distance, center) }
    }
    return best
  }
}

package import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Discs with ranks at the ends of paths, fanned out on leaders where they crowd.
///
/// Every disc may stand at its end or at one of eight distances in 24 directions. What a place costs: .55 a point of
/// distance; what the disc would hide of the paths; what its leader would run over; 14 for every crossing of two leaders,
/// and 200 for a leader under a disc, which reads as if it ended there. Discs never touch each other, the frame, the
/// start, a star or an arrow head. They are placed greedily in the order of rank, and again in 59 shuffled orders; the cheapest whole wins.
package struct RankDiscs {
  /// A disc in its place.
  package struct Placed: Equatable, Sendable {
    /// Which of the wishes it fulfils.
    package var index: Int
    package var center: Point
    /// Where the leader starts.
    package var anchor: Point
    /// Whether the disc stands on its anchor, without a leader.
    package var isAtEnd: Bool { center == anchor }
  }

  /// A circle that discs must not touch.
  package struct Obstacle: Sendable {
    package var center: Point
    package var radius: Double

    package init(center: Point, radius: Double) {
      self.center = center
      self.radius = radius
    }
  }

  package let frame: Rect
  package let radius: Double
  package let obstacles: [Obstacle]
  private let crowd: Crowd

  /// - Parameters:
  ///   - frame: discs stay inside.
  ///   - paths: places along all paths, 1.2 points apart.
  package init(in frame: Rect, radius: Double, paths: [Point], obstacles: [Obstacle]) {
    self.frame = frame
    self.radius = radius
    self.obstacles = obstacles
    crowd = Crowd(paths, over: frame)
  }

  /// Places one disc for each anchor; the anchors are in order of rank.
  package func place(_ anchors: [Point]) -> [Placed] {
    let choices = anchors.map { candidates(for: $0, among: anchors) }
    var order = Array(anchors.indices)
    var best = greedy(choices, order)
    var random = Shuffle(state: 0x5EED)
    // With many discs each pass costs more and finds less.
    let passes = anchors.count < 2 ? 0 : anchors.count <= 12 ? 59 : 12
    for _ in 0..<passes {
      random.shuffle(&order)
      let next = greedy(choices, order)
      if next.cost < best.cost - 1e-9 { best = next }
    }
    // Many at one place, in a corner perhaps: those that stand near hide the way to the others, so all go farther out.
    for least in Self.distances.dropFirst(3) where best.cost >= Self.underDisc {
      let farther = choices.map { $0.filter { $0.center.distance(to: $0.anchor) >= least - 0.1 } }
      guard farther.allSatisfy({ !$0.isEmpty }) else { break }
      for _ in 0..<12 {
        random.shuffle(&order)
        let next = greedy(farther, order)
        if next.cost < best.cost - 1e-9 { best = next }
      }
    }
    return best.discs.sorted { $0.index < $1.index }
  }

  /// What a leader costs that runs under a disc.
  private static let underDisc = 200.0

  // MARK: - One pass

  private func greedy(_ candidates: [[Candidate]], _ order: [Int]) -> (cost: Double, discs: [Placed]) {
    var discs: [Placed] = []
    var total = 0.0
    for index in order {
      var best: (cost: Double, disc: Placed)?
      // Cheapest first: no later candidate can win once its own cost alone is too high.
      for candidate in candidates[index] {
        if let best, candidate.cost >= best.cost { break }
        let disc = Placed(index: index, center: candidate.center, anchor: candidate.anchor)
        guard let crossings = crossings(of: disc, with: discs) else { continue }
        let cost = candidate.cost + crossings
        if cost < best?.cost ?? .infinity { best = (cost, disc) }
      }
      if let best {
        discs.append(best.disc)
        total += best.cost
      } else {
        total += 1e4
      }
    }
    return (total, discs)
  }

  /// What it costs that the disc and its leader cross those already placed, or nothing where discs would touch.
  private func crossings(of disc: Placed, with placed: [Placed]) -> Double? {
    var cost = 0.0
    for other in placed {
      if disc.center.distance(to: other.center) < 2 * radius + 2.4 { return nil }
      if !disc.isAtEnd, distance(of: other.center, to: disc) < radius + 1.6 { cost += Self.underDisc }
      if !other.isAtEnd, distance(of: disc.center, to: other) < radius + 1.6 { cost += Self.underDisc }
      if !disc.isAtEnd, !other.isAtEnd, disc.anchor != other.anchor, cross(disc, other) { cost += 14 }
    }
    return cost
  }

  private func distance(of point: Point, to leader: Placed) -> Double {
    let (dx, dy) = (leader.center.x - leader.anchor.x, leader.center.y - leader.anchor.y)
    let along = (point.x - leader.anchor.x) * dx + (point.y - leader.anchor.y) * dy
    let share = min(1, max(0, along / (dx * dx + dy * dy)))
    return point.distance(to: leader.anchor.towards(leader.center, share))
  }

  private func cross(_ one: Placed, _ other: Placed) -> Bool {
    func side(_ a: Point, _ b: Point, _ c: Point) -> Double { (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x) }
    return side(one.anchor, one.center, other.anchor) * side(one.anchor, one.center, other.center) < 0
      && side(other.anchor, other.center, one.anchor) * side(other.anchor, other.center, one.center) < 0
  }

  // MARK: - Candidates

  private struct Candidate {
    var center: Point
    var anchor: Point
    var cost: Double
  }

  private static let distances: [Double] = [0, 11, 15, 20, 26, 33, 42, 52, 64]
  private static let farther: [Double] = [80, 100, 125, 155, 190]
  private static let directions = directions(24)
  /// Far out there is room between these.
  private static let moreDirections = directions(72)

  private static func directions(_ count: Int) -> [Point] {
    (0..<count).map { index in
      let angle = Double(index) * 2 * .pi / Double(count)
      return Point(cos(angle), sin(angle))
    }
  }

  /// The places for a disc that are allowed, cheapest first.
  private func candidates(for anchor: Point, among anchors: [Point]) -> [Candidate] {
    var found: [Candidate] = []
    for distance in Self.distances { found += ring(around: anchor, at: distance, anchors) }
    // So crowded that nothing near is free.
    if found.count < 12 * anchors.count {
      for distance in Self.farther { found += ring(around: anchor, at: distance, anchors) }
    }
    return found.enumerated().sorted { ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset) }.map(\.element)
  }

  private func ring(around anchor: Point, at distance: Double, _ anchors: [Point]) -> [Candidate] {
    (distance == 0 ? [Point(0, 0)] : distance < 40 ? Self.directions : Self.moreDirections).compactMap { direction in
      let center = Point(anchor.x + distance * direction.x, anchor.y + distance * direction.y)
      guard frame.inset(by: radius + 1.4).contains(center) else { return nil }
      guard obstacles.allSatisfy({ $0.center.distance(to: center) >= $0.radius + radius + 1.2 }) else { return nil }
      let hidden = min(30, Double(crowd.count(around: center, within: radius + 0.9)))
      var cost = 0.55 * distance + hidden * (distance == 0 ? 0.5 : 1.2)
      // The ends of other paths under the disc cost as much as a crossing.
      cost += 14 * Double(anchors.count { $0 != anchor && $0.distance(to: center) < radius + 1.6 })
      for step in stride(from: 2.4, to: distance - radius, by: 1.2) {
        let place = Point(anchor.x + step * direction.x, anchor.y + step * direction.y)
        if crowd.count(around: place, within: 1) > 0 { cost += 1 }
      }
      return Candidate(center: center, anchor: anchor, cost: cost)
    }
  }
}

/// Points sorted into cells, to count those near a place.
private struct Crowd {
  private let frame: Rect
  private let columns: Int
  private let rows: Int
  private var starts: [Int]
  private var sorted: [Point]
  private static let cell = 4.0

  init(_ points: [Point], over frame: Rect) {
    self.frame = frame
    columns = max(1, Int(frame.width / Self.cell) + 1)
    rows = max(1, Int(frame.height / Self.cell) + 1)
    starts = [Int](repeating: 0, count: columns * rows + 1)
    sorted = points.filter(frame.contains)
    let cells = sorted.map { [frame, columns] in
      Int(($0.y - frame.y) / Self.cell) * columns + Int(($0.x - frame.x) / Self.cell)
    }
    for cell in cells { starts[cell + 1] += 1 }
    for cell in 1..<starts.count { starts[cell] += starts[cell - 1] }
    var next = starts
    let unsorted = sorted
    for (point, cell) in zip(unsorted, cells) {
      sorted[next[cell]] = point
      next[cell] += 1
    }
  }

  func count(around place: Point, within radius: Double) -> Int {
    var count = 0
    let left = max(0, Int((place.x - radius - frame.x) / Self.cell))
    let right = min(columns - 1, Int((place.x + radius - frame.x) / Self.cell))
    let top = max(0, Int((place.y - radius - frame.y) / Self.cell))
    let bottom = min(rows - 1, Int((place.y + radius - frame.y) / Self.cell))
    guard left <= right, top <= bottom else { return 0 }
    for row in top...bottom {
      for index in starts[row * columns + left]..<starts[row * columns + right + 1] {
        let (dx, dy) = (sorted[index].x - place.x, sorted[index].y - place.y)
        if dx * dx + dy * dy < radius * radius { count += 1 }
      }
    }
    return count
  }
}

/// A small generator of its own: the same discs on every machine.
private struct Shuffle {
  var state: UInt64

  /// Fisher and Yates, with SplitMix64.
  mutating func shuffle(_ items: inout [Int]) {
    for last in stride(from: items.count - 1, to: 0, by: -1) {
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      items.swapAt(last, Int((bits ^ (bits >> 31)) % UInt64(last + 1)))
    }
  }
}

internal import Calculus

/// Looks where the runs of a block are, and since when: near which attractor, outside the window, or neither.
///
/// Points are kept for eight steps and then looked at together, so that most of the work is done once in eight steps and
/// the step of arrival is exact all the same.
struct BasinWatcher: Watcher {
  static let watchesEveryStep = false
  static let watchesPoints = true
  /// How many steps are looked at together.
  static let span = 8

  let basins: Basins
  let outcomes: CellOutcomes
  /// The cell of each run, by the number of the run in its batch.
  let cells: [Int32]
  /// After how many steps near an attractor a run ends; nil if only the budget ends it.
  let patience: Int?
  let lastStep: Int
  /// Whether few runs that are left over may be given up, to be walked again together with others.
  let mayAbandon: Bool
  /// The runs that were given up.
  private(set) var abandoned: [Int32] = []
  /// The steps that all runs took together.
  private(set) var steps = 0

  /// The points of the last steps: one row a step for each coordinate.
  private let track: Block
  private var tracked = 0
  /// Since which step each run is where it is.
  private let since: Block
  /// Where each run was when last looked at, as `Destination.code`.
  private let place: Block
  /// The center that each run was near when last looked at; NaN for none.
  private let held: Block
  private var leavers: [Int] = []
  private let began: Int

  init(
    _ basins: Basins, outcomes: CellOutcomes, cells: [Int32], lanes: Int, lastStep: Int, patience: Int?,
    mayAbandon: Bool
  ) {
    self.basins = basins
    self.outcomes = outcomes
    self.cells = cells
    self.patience = patience
    self.lastStep = lastStep
    self.mayAbandon = mayAbandon
    began = lanes
    let width = max(1, (lanes + Lanes.count - 1) / Lanes.count)
    track = Block(rows: 2 * Self.span, width: width)
    since = Block(rows: 1, width: width)
    place = Block(rows: 1, width: width)
    held = Block(rows: 2, width: width)
    for vector in 0..<width {
      place.row(0)[vector] = -9
      held.row(0)[vector] = Lanes(.nan)
      held.row(1)[vector] = Lanes(.nan)
    }
  }

  mutating func watch(_ view: WalkView) {
    let vectors = (view.count + Lanes.count - 1) / Lanes.count
    for coordinate in 0..<2 {
      let from = view.points.row(coordinate)
      let to = track.row(coordinate * Self.span + tracked)
      for vector in 0..<vectors { to[vector] = from[vector] }
    }
    tracked += 1
    if view.step > 0 { steps += view.count }
    if view.step % Self.span == 0 || view.step == lastStep {
      look(view, vectors: vectors)
      tracked = 0
    }
  }

  mutating func leaving(_ view: WalkView) -> [Int] {
    guard !leavers.isEmpty else { return [] }
    defer { leavers = [] }
    return leavers
  }

  mutating func moved(from source: Int, to target: Int) {
    since.move(lane: source, to: target)
    place.move(lane: source, to: target)
    held.move(lane: source, to: target)
  }

  mutating func ended(_ view: WalkView, place lane: Int) {
    outcomes.write(
      Int(cells[view.runs[lane]]), place: Int16(place[0, lane]), since: Int32(since[0, lane]), steps: Int32(view.step),
      end: SIMD2(view.points[0, lane], view.points[1, lane]))
  }

  /// Few runs fill a vector or two and cost almost as much as many: it is cheaper to walk them again, packed.
  mutating func abandons(_ view: WalkView) -> Bool {
    guard mayAbandon, tracked == 0, view.count * 10 <= began, view.count * view.step < 24 * (lastStep - view.step)
    else { return false }
    abandoned = view.runs[..<view.count].map { cells[$0] }
    return true
  }

  // MARK: Where they are

  private mutating func look(_ view: WalkView, vectors: Int) {
    let first = view.step - tracked + 1
    let squared = Lanes(basins.radius * basins.radius)
    let (middleX, reachX) = Self.middle(basins.window[0])
    let (middleY, reachY) = Self.middle(basins.window[1])
    for vector in 0..<vectors {
      let (x, y) = (view.points.row(0)[vector], view.points.row(1)[vector])
      let before = place.row(0)[vector]
      // Most runs are where they were, and nobody need be asked where that is.
      var (centerX, centerY, attractor) = (held.row(0)[vector], held.row(1)[vector], before)
      var isNear = Self.distance(x, y, centerX, centerY) <= squared
      if (!isNear).any {
        let found = nearestCenter(x, y)
        centerX = isNear.select(centerX, found.x)
        centerY = isNear.select(centerY, found.y)
        attractor = isNear.select(attractor, found.attractor)
        isNear = Self.distance(x, y, centerX, centerY) <= squared
        held.row(0)[vector] = isNear.select(centerX, Lanes(.nan))
        held.row(1)[vector] = isNear.select(centerY, Lanes(.nan))
      }
      let isSeen = ((x - middleX).magnitude <= reachX) & ((y - middleY).magnitude <= reachY)
      let isFinite = x.isFinite & y.isFinite
      let isOut = isFinite & !isNear & !isSeen
      let region = isNear.select(attractor, isFinite.select(isSeen.select(-2, -1), -3))
      var start = region.equals(before).select(since.row(0)[vector], Lanes(Double(first)))
      let isLost = isOut | !isFinite
      if (isNear | isLost).any {
        for step in 0..<tracked {
          let (px, py) = (track.row(step)[vector], track.row(Self.span + step)[vector])
          var wasElsewhere = isNear & !(Self.distance(px, py, centerX, centerY) <= squared)
          if isLost.any {
            let wasSeen = ((px - middleX).magnitude <= reachX) & ((py - middleY).magnitude <= reachY)
            wasElsewhere = wasElsewhere | (isOut & wasSeen) | (!isFinite & px.isFinite & py.isFinite)
          }
          start = wasElsewhere.select(Lanes(Double(first + step + 1)), start)
        }
        note(leaversOf: vector, region: region, since: start, x, y, view)
      }
      place.row(0)[vector] = region
      since.row(0)[vector] = start
    }
  }

  @inline(__always)
  private static func distance(_ x: Lanes, _ y: Lanes, _ centerX: Lanes, _ centerY: Lanes) -> Lanes {
    let (dx, dy) = (x - centerX, y - centerY)
    return dx * dx + dy * dy
  }

  /// The nearest center, or one that is as near as a run can be to any, and its attractor.
  @inline(__always)
  private func nearestCenter(_ x: Lanes, _ y: Lanes) -> (x: Lanes, y: Lanes, attractor: Lanes) {
    var (nearest, centerX, centerY, attractor): (Lanes, Lanes, Lanes, Lanes) = (
      Lanes(.infinity), Lanes(.nan), Lanes(.nan), -2
    )
    if let lookup = basins.lookup {
      for lane in 0..<Lanes.count {
        guard let center = lookup.nearest(x[lane], y[lane]) else { continue }
        (centerX[lane], centerY[lane], attractor[lane]) = (center.x, center.y, center.attractor)
      }
      return (centerX, centerY, attractor)
    }
    for center in basins.centers {
      let distance = Self.distance(x, y, Lanes(center.x), Lanes(center.y))
      let isNearer = distance < nearest
      nearest = isNearer.select(distance, nearest)
      centerX = isNearer.select(Lanes(center.x), centerX)
      centerY = isNearer.select(Lanes(center.y), centerY)
      attractor = isNearer.select(Lanes(center.attractor), attractor)
    }
    return (centerX, centerY, attractor)
  }

  /// How far out a run may be to come back, in half windows.
  private static let far = 100.0

  private mutating func note(
    leaversOf vector: Int, region: Lanes, since: Lanes, _ x: Lanes, _ y: Lanes, _ view: WalkView
  ) {
    var leaves = region.equals(-3)
    if let patience {
      let (middleX, reachX) = Self.middle(basins.window[0])
      let (middleY, reachY) = Self.middle(basins.window[1])
      let far = Lanes(Self.far)
      let isFar = !((x - middleX).magnitude <= far * reachX) | !((y - middleY).magnitude <= far * reachY)
      leaves =
        leaves | (region.equals(-1) & isFar) | ((region >= 0) & (Lanes(Double(view.step - patience)) >= since))
    }
    guard leaves.any else { return }
    for lane in 0..<Lanes.count where leaves[lane] && vector * Lanes.count + lane < view.count {
      leavers.append(vector * Lanes.count + lane)
    }
  }

  private static func middle(_ range: ClosedRange<Double>) -> (Lanes, Lanes) {
    (Lanes((range.lowerBound + range.upperBound) / 2), Lanes((range.upperBound - range.lowerBound) / 2))
  }
}

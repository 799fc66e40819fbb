internal import Drawing

/// A curve on the page: the parts inside the panel, and how it ends.
struct CurveTrace {
  let style: RunStyle
  /// Lengths drawn and left out in turn.
  let dash: [Double]
  /// Whether it is a line to compare with.
  let isGuide: Bool
  /// The parts that are seen.
  let runs: [[Point]]
  /// The same as lines: what goes on, and what swings up and down more closely than a line is wide.
  let lines: PathLines
  /// Where the curve ends on the right border; nothing for a run that is lost or gone.
  let end: LossPanel.End?
  /// Where a curve ends that does not reach the right border.
  let earlyEnd: Point?
  /// Where the curve sinks below the floor for good.
  let floorEntry: Point?
  /// Where it crosses the line of arrival for good.
  let arrival: Point?
  /// Where a run that is lost or gone is seen last.
  let departure: Departure?

  /// The last that is seen of a run.
  struct Departure {
    let place: Point
    /// Where it was going.
    let direction: Point
    /// Whether that is up.
    let isUpwards: Bool
  }

  init(_ curve: LossPanel.Curve, in panel: LossPanel) {
    style = curve.style
    (dash, isGuide) = (curve.dash.isEmpty && !curve.isGuide ? curve.style.dash : curve.dash, curve.isGuide)
    let box = panel.box
    let far = 4 * box.height
    let shown = curve.lastStep.map { Array(curve.values.prefix(max(1, $0 + 1))) } ?? curve.values
    // What is not there yet at the first steps, such as the length of a step, is not drawn.
    let first = shown.firstIndex { !$0.isNaN } ?? 0
    let points = Self.thinned(
      shown.indices[first...].map { step in
        let y = panel.y(shown[step])
        return Point(panel.x(curve.place(step)), min(max(y, box.y - far), box.maxY + far))
      })
    // Gone: lost to infinity, out of the window of a surface without a floor, or above the panel at the end.
    let isGone = curve.lastStep != nil || shown.last?.isFinite != true || (points.last?.y ?? 0) < box.y
    let clipped = box.clip(line: points)
    runs = clipped.map {
      Path.Piece($0.points, isClosed: false).simplified(tolerance: Landscape.tolerance).points
    }
    // Noise seldom turns eight times in a row; it stays in one piece.
    lines = PathLines(clipped, pitch: LossPanel.curveWidth, fewest: 8)
    arrival = Self.arrival(curve, in: panel)
    guard let last = points.last else {
      (end, earlyEnd, floorEntry, departure) = (nil, nil, nil, nil)
      return
    }
    if isGone {
      let isUpwards = last.y < box.center.y
      let seen = runs.last ?? []
      let place = seen.last ?? Point(min(last.x, box.maxX), isUpwards ? box.y : box.maxY)
      let before = seen.dropLast().last ?? Point(place.x, place.y + (isUpwards ? 1 : -1))
      departure = Departure(
        place: place, direction: Point(place.x - before.x, place.y - before.y), isUpwards: isUpwards)
      (end, earlyEnd, floorEntry) = (nil, nil, nil)
      return
    }
    departure = nil
    let sunk = points.lastIndex { $0.y <= box.maxY }.map { $0 + 1 } ?? 0
    floorEntry = sunk < points.count ? Point(min(points[sunk].x, box.maxX), box.maxY) : nil
    let height = min(max(last.y, box.y), floorEntry == nil ? box.maxY : box.maxY - 1.4)
    // A run that stopped early ends where it stopped; its end is carried over to the border.
    end = LossPanel.End(style: curve.style, place: Point(box.maxX, height))
    earlyEnd = floorEntry == nil && last.x < box.maxX - 3 ? Point(last.x, height) : nil
  }

  /// Whether the curve comes into a box.
  func touches(_ box: Rect) -> Bool {
    let reach = box.inset(by: -0.8)
    if let floorEntry, reach.maxY > floorEntry.y - 5, reach.maxX > floorEntry.x - 2 { return true }
    return runs.contains { run in
      run.indices.dropFirst().contains { reach.clip(from: run[$0 - 1], to: run[$0]) != nil }
    }
  }

  /// Where the curve crosses the line of arrival for good, between two steps.
  private static func arrival(_ curve: LossPanel.Curve, in panel: LossPanel) -> Point? {
    guard let goal = panel.goal, let step = curve.arrival, curve.values.indices.contains(step) else { return nil }
    let line = panel.y(goal)
    guard step > 0 else { return Point(panel.x(curve.place(0)), line) }
    let (before, after) = (panel.y(curve.values[step - 1]), panel.y(curve.values[step]))
    let share = (line - before) / (after - before)
    let (from, to) = (curve.place(step - 1), curve.place(step))
    return Point(panel.x(from + (to - from) * (share.isFinite ? min(max(share, 0), 1) : 1)), line)
  }

  /// At most four points in a stripe .15 points wide: the first, the lowest, the highest and the last.
  private static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 4000 else { return points }
    var result: [Point] = []
    var start = 0
    while start < points.count {
      let stripe = (points[start].x / 0.15).rounded(.down)
      var end = start + 1
      while end < points.count, (points[end].x / 0.15).rounded(.down) == stripe { end += 1 }
      let range = start..<end
      let lowest = range.max { points[$0].y < points[$1].y } ?? start
      let highest = range.min { points[$0].y < points[$1].y } ?? start
      for index in Set([start, lowest, highest, end - 1]).sorted() { result.append(points[index]) }
      start = end
    }
    return result
  }
}

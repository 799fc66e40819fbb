#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds places for the labels of contours, in the lines themselves.
///
/// A label stands along its line, upright, where the line is straightest and most level, away from paths and from other
/// labels, and never on the line of another level. The line is broken around it. Where no place is good enough there is
/// no label: better none than one that cannot be read.
public struct ContourLabels {
  /// The lines of one level.
  public struct Contour {
    /// What is to stand in them.
    public var label: String
    /// The lines, whole.
    public var lines: [Path.Piece]

    /// Lines and what is to stand in them.
    public init(_ label: String, _ lines: [Path.Piece]) {
      self.label = label
      self.lines = lines
    }
  }

  /// The lines of one level, broken around its labels.
  public struct Labelled {
    /// What is left of the lines.
    public var lines: [Path.Piece]
    /// The labels.
    public var texts: [Text]
  }

  private let frame: Rect
  private let size: Double
  private let color: Color
  private let paths: DistanceField
  private var lines: LineCells
  private var centers: [Point] = []

  /// The most a place may cost.
  private static let worst = 11.0
  /// The distance between the places of a line where a label is tried.
  private static let spacing = 1.0
  /// The least distance between two labels of a level.
  private static let apart = 90.0

  /// Places at most two labels of each level, at least 90 points apart, and breaks the lines around them.
  ///
  /// - Parameters:
  ///   - contours: the lines that get labels, in the order in which they choose.
  ///   - frame: labels stay 3 points inside of it.
  ///   - size: of the font, in points.
  ///   - paths: the distance to everything that a label has to keep away from.
  public static func place(
    on contours: [Contour], in frame: Rect, size: Double, color: Color, paths: DistanceField
  ) -> [Labelled] {
    let stations = contours.map { $0.lines.map(stations(of:)) }
    var labels = ContourLabels(
      frame: frame, size: size, color: color, paths: paths, lines: LineCells(stations, over: frame))
    return contours.indices.map { labels.place(contours[$0], stations[$0], level: $0) }
  }

  private mutating func place(_ contour: Contour, _ stations: [[Point]], level: Int) -> Labelled {
    let width = Text.width(of: contour.label, size: size)
    let gap = width + 3.4
    let half = Int((gap / 2 / Self.spacing).rounded(.up))
    var cuts = [[ClosedRange<Double>]](repeating: [], count: contour.lines.count)
    var texts: [Text] = []
    while texts.count < 2 {
      var best: (cost: Double, line: Int, arc: Double, text: Text)?
      for (index, line) in contour.lines.enumerated() {
        let count = stations[index].count
        guard Double(count) * Self.spacing > gap * (line.isClosed ? 2 : 1.2) else { continue }
        for middle in line.isClosed ? 0..<count : half..<max(half, count - half) {
          let stretch = Stretch(stations[index], middle: middle, half: half)
          guard let cost = cost(stretch, width, apartFrom: texts), cost < best?.cost ?? Self.worst,
            let text = text(contour.label, stretch, level)
          else { continue }
          best = (cost, index, Double(middle) * Self.spacing, text)
        }
      }
      guard let best else { break }
      texts.append(best.text)
      centers.append(best.text.box.bounds.center)
      cuts[best.line].append(best.arc - gap / 2...best.arc + gap / 2)
    }
    return Labelled(lines: zip(contour.lines, cuts).flatMap { $0.without($1) }, texts: texts)
  }

  /// What is against a label on a stretch of line; nothing where it must not stand.
  private func cost(_ stretch: Stretch, _ width: Double, apartFrom texts: [Text]) -> Double? {
    let center = stretch.center
    guard frame.inset(by: 3 + size / 2).contains(center) else { return nil }
    let toPath = paths.distance(at: center)
    guard toPath >= width / 2 + 4 else { return nil }
    guard texts.allSatisfy({ $0.box.bounds.center.distance(to: center) >= Self.apart }) else { return nil }
    let toLabel = centers.reduce(Double.infinity) { min($0, $1.distance(to: center)) }
    guard toLabel >= width + size, let shape = stretch.shape else { return nil }
    return 3 * shape.deviation + 5 * abs(shape.sine) + 0.3 * max(0, 18 - toPath) + 0.25 * max(0, 30 - toLabel)
  }

  /// The label on a stretch of line; nothing if it would leave the frame or lie on the line of another level.
  private func text(_ label: String, _ stretch: Stretch, _ level: Int) -> Text? {
    guard let shape = stretch.shape else { return nil }
    var angle = atan2(shape.sine, shape.cosine)
    if angle > .pi / 2 { angle -= .pi } else if angle <= -.pi / 2 { angle += .pi }
    // On the chord, moved across it to the mean of the line, then down by half the height of the figures.
    let drop = Text.baselineDrop(size: size)
    let text = Text(
      label,
      at: Point(
        shape.middle.x - shape.sine * shape.mean - sin(angle) * drop,
        shape.middle.y + shape.cosine * shape.mean + cos(angle) * drop),
      size: size, color: color, anchor: .middle, rotation: angle)
    let inner = frame.inset(by: 3)
    guard text.box.corners.allSatisfy(inner.contains) else { return nil }
    // Half the height of figures and half a point of air to both sides of the line, looked at more closely than cells.
    let clearance = drop + 0.5
    for point in stretch.points {
      for side in [-clearance, -clearance / 2, clearance / 2, clearance] {
        let place = Point(point.x - shape.sine * side, point.y + shape.cosine * side)
        if lines.hasOther(than: level, at: place) { return nil }
      }
    }
    return text
  }

  /// Places along a line, `spacing` apart as the line is walked.
  private static func stations(of line: Path.Piece) -> [Point] {
    let arc = ArcLength(line.walk)
    return Array(arc.samples(every: spacing).prefix(Int(arc.total / spacing) + 1))
  }
}

/// A short piece of a line, to both sides of one of its stations.
private struct Stretch {
  let points: [Point]
  let center: Point

  init(_ stations: [Point], middle: Int, half: Int) {
    center = stations[middle]
    let (first, last) = (middle - half, middle + half)
    points =
      first >= 0 && last < stations.count
      ? Array(stations[first...last])
      : (first...last).map { stations[(($0 % stations.count) + stations.count) % stations.count] }
  }

  /// How the piece lies about its chord: direction, largest and mean distance from it, and the middle of the chord.
  var shape: (sine: Double, cosine: Double, deviation: Double, mean: Double, middle: Point)? {
    guard let from = points.first, let to = points.last else { return nil }
    let chord = from.distance(to: to)
    guard chord > 0 else { return nil }
    let (cosine, sine) = ((to.x - from.x) / chord, (to.y - from.y) / chord)
    var (deviation, mean) = (0.0, 0.0)
    for point in points {
      let across = (point.y - from.y) * cosine - (point.x - from.x) * sine
      deviation = max(deviation, abs(across))
      mean += across / Double(points.count)
    }
    return (sine, cosine, deviation, mean, from.towards(to, 0.5))
  }
}

/// Which levels have a line in each cell of the map: one bit a level, shared by every 64th.
private struct LineCells {
  private let frame: Rect
  private let columns: Int
  private let rows: Int
  private var cells: [UInt64]
  private static let size = 1.5

  init(_ levels: [[[Point]]], over frame: Rect) {
    self.frame = frame
    columns = Int(max(0, frame.width) / Self.size) + 1
    rows = Int(max(0, frame.height) / Self.size) + 1
    cells = [UInt64](repeating: 0, count: columns * rows)
    for (level, lines) in levels.enumerated() {
      for line in lines {
        for point in line {
          if let index = index(of: point) { cells[index] |= 1 << UInt64(level % 64) }
        }
      }
    }
  }

  func hasOther(than level: Int, at place: Point) -> Bool {
    guard let index = index(of: place) else { return false }
    return cells[index] & ~(1 << UInt64(level % 64)) != 0
  }

  private func index(of place: Point) -> Int? {
    guard frame.contains(place) else { return nil }
    let (column, row) = (Int((place.x - frame.x) / Self.size), Int((place.y - frame.y) / Self.size))
    return row * columns + column
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds places for the labels of contours, in the lines themselves.
///
/// A label stands along its line, upright, where the line is straightest and most level, away from paths and from other
/// labels. The line is broken around it. Where no place is good enough there is no label: better none than one that
/// cannot be read.
public struct ContourLabels {
  private let frame: Rect
  private let size: Double
  private let color: Color
  private let paths: DistanceField
  private var centers: [Point] = []

  /// Labels for a map.
  ///
  /// - Parameters:
  ///   - frame: labels stay 3 points inside of it.
  ///   - size: of the font, in points.
  ///   - paths: the distance to everything that a label has to keep away from.
  public init(in frame: Rect, size: Double, color: Color, paths: DistanceField) {
    self.frame = frame
    self.size = size
    self.color = color
    self.paths = paths
  }

  /// Places at most two labels of a level, at least 90 points apart, and breaks its lines around them.
  public mutating func place(_ label: String, on lines: [Path.Piece]) -> (texts: [Text], lines: [Path.Piece]) {
    let width = Text.width(of: label, size: size)
    let gap = width + 3.4
    var cuts = [[ClosedRange<Double>]](repeating: [], count: lines.count)
    var texts: [Text] = []
    let stations = lines.map { Self.stations(of: $0) }
    while texts.count < 2 {
      var best: (cost: Double, line: Int, arc: Double, text: Text)?
      for (index, line) in lines.enumerated() where stations[index].count > 2 {
        let total = Double(stations[index].count - (line.isClosed ? 0 : 1)) * Self.spacing
        guard total > gap * (line.isClosed ? 2 : 1.2) else { continue }
        let half = Int((gap / 2 / Self.spacing).rounded(.up))
        let candidates = line.isClosed ? 0..<stations[index].count : half..<max(half, stations[index].count - half)
        for middle in candidates {
          guard let found = candidate(label, width, stations[index], middle, half, placed: texts) else { continue }
          if found.cost < best?.cost ?? 11 {
            best = (found.cost, index, Double(middle) * Self.spacing, found.text)
          }
        }
      }
      guard let best else { break }
      texts.append(best.text)
      centers.append(best.text.box.bounds.center)
      cuts[best.line].append(best.arc - gap / 2...best.arc + gap / 2)
    }
    return (texts, zip(lines, cuts).flatMap { $0.without($1) })
  }

  /// The label at a station and what is against it; nothing where it must not stand.
  private func candidate(
    _ label: String, _ width: Double, _ stations: [Point], _ middle: Int, _ half: Int, placed: [Text]
  ) -> (cost: Double, text: Text)? {
    let center = stations[middle]
    guard frame.inset(by: 3 + size / 2).contains(center) else { return nil }
    let toPath = paths.distance(at: center)
    guard toPath >= width / 2 + 4 else { return nil }
    guard placed.allSatisfy({ $0.box.bounds.center.distance(to: center) >= 90 }) else { return nil }
    let toLabel = centers.reduce(Double.infinity) { min($0, $1.distance(to: center)) }
    guard toLabel >= width + size else { return nil }
    func station(_ offset: Int) -> Point {
      stations[((middle + offset) % stations.count + stations.count) % stations.count]
    }
    let (from, to) = (station(-half), station(half))
    let chord = from.distance(to: to)
    guard chord > 0 else { return nil }
    let (cosine, sine) = ((to.x - from.x) / chord, (to.y - from.y) / chord)
    var deviation = 0.0
    var middleOffset = 0.0
    for offset in -half...half {
      let place = station(offset)
      let across = (place.y - from.y) * cosine - (place.x - from.x) * sine
      deviation = max(deviation, abs(across))
      middleOffset += across / Double(2 * half + 1)
    }
    let cost =
      3 * deviation + 5 * abs(sine) + 0.3 * max(0, 18 - toPath) + 0.25 * max(0, 30 - toLabel)
    guard cost <= 11 else { return nil }
    var angle = atan2(sine, cosine)
    if angle > .pi / 2 { angle -= .pi } else if angle <= -.pi / 2 { angle += .pi }
    // On the chord, moved across it to the mean of the line, then down by half the height of the figures.
    let chordMiddle = Point((from.x + to.x) / 2, (from.y + to.y) / 2)
    let drop = Text.baselineDrop(size: size)
    let text = Text(
      label,
      at: Point(
        chordMiddle.x - sine * middleOffset - sin(angle) * drop,
        chordMiddle.y + cosine * middleOffset + cos(angle) * drop),
      size: size, color: color, anchor: .middle, rotation: angle)
    let inner = frame.inset(by: 3)
    guard text.box.corners.allSatisfy(inner.contains) else { return nil }
    return (cost, text)
  }

  /// The distance between the places of a line where a label is tried.
  private static let spacing = 1.0

  /// Places along a line, `spacing` apart as the line is walked.
  private static func stations(of line: Path.Piece) -> [Point] {
    let arc = ArcLength(line.walk)
    return Array(arc.samples(every: spacing).prefix(Int(arc.total / spacing) + 1))
  }
}

import Drawing
import Experiments

/// The cells of a map over knobs, and on them what theory says and which cell is the best.
struct KnobMapPanel {
  let map: KnobMap
  let theory: KnobTheory
  let tones: KnobTones
  let box: Rect
  /// Dots an inch.
  let dots: Double
  /// A cell that is marked beside the best.
  let shown: (column: Int, row: Int)?

  private static let labelSize = 6.2

  private var x: KnobAxis { KnobAxis(map.x, length: box.width) }
  private var y: KnobAxis { KnobAxis(map.y, length: box.height, labelWidth: 24) }

  func marks(_ theme: Theme) -> [Mark] {
    let lines = theory.lines.map { (kind: $0.kind, pieces: pieces($0)) }.filter { !$0.pieces.isEmpty }
    let rings = [best, shown.map(middle), optimum].compactMap(\.self)
    var words = WordPlaces(
      bounds: box, lines: lines.flatMap(\.pieces), thin: [], halo: theme.halo,
      taken: rings.map { Rect($0.x - 6, $0.y - 6, 12, 12) })
    var marks: [Mark] = [.image(raster, box)]
    var labels: [Mark] = []
    for line in lines {
      let dash: [Double] = line.kind.isDamping ? [2.6, 2] : []
      let path = Path(line.pieces)
      marks += [
        .stroke(path, Stroke(theme.halo.withAlpha(0.75), width: 2.4, cap: .butt)),
        .stroke(path, Stroke(theme.ink, width: 1, dash: dash, cap: .butt)),
      ]
      labels += label(line.kind, along: line.pieces, &words, theme)
    }
    marks += labels
    marks.append(.stroke(.box(box), Stroke(theme.frame, width: 0.6, cap: .square)))
    marks += x.marks(below: box, theme) + y.marks(leftOf: box, theme)
    if let optimum { marks += cross(optimum, theme) }
    if let shown { marks += diamond(middle(shown), theme) }
    if let best { marks += ring(best, theme) }
    return marks
  }

  // MARK: - Cells

  /// The cells as dots of the page: each dot shows the cell it falls on.
  private var raster: Raster {
    let (columns, rows) = (map.columns.count, map.rows.count)
    let width = max(1, Int((box.width * dots / 72).rounded()))
    let height = max(1, Int((box.height * dots / 72).rounded()))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4 * width * height)
    for dot in 0..<height {
      let row = min(rows - 1, (height - 1 - dot) * rows / height)
      for place in 0..<width {
        let outcome = map.outcome(column: min(columns - 1, place * columns / width), row: row)
        let color = tones.color(outcome, column: place, row: dot).hexadecimal
        bytes += [UInt8(color >> 16 & 0xFF), UInt8(color >> 8 & 0xFF), UInt8(color & 0xFF), 255]
      }
    }
    return Raster(width: width, height: height, bytes: bytes)
  }

  private func middle(_ cell: (column: Int, row: Int)) -> Point {
    Point(
      box.x + box.width * (Double(cell.column) + 0.5) / Double(map.columns.count),
      box.maxY - box.height * (Double(cell.row) + 0.5) / Double(map.rows.count))
  }

  private var best: Point? { map.best.map { middle(map.cell(at: $0)) } }

  private var optimum: Point? {
    theory.optimum.map(place).flatMap { box.contains($0) ? $0 : nil }
  }

  private func place(_ values: (x: Double, y: Double)) -> Point {
    Point(x.x(values.x, in: box), y.y(values.y, in: box))
  }

  // MARK: - Signs

  private func ring(_ center: Point, _ theme: Theme) -> [Mark] {
    let circle = Path.circle(center: center, radius: 4)
    return [
      .stroke(circle, Stroke(theme.halo, width: 3)), .stroke(circle, Stroke(theme.ink, width: 1.3)),
    ]
  }

  private func cross(_ center: Point, _ theme: Theme) -> [Mark] {
    let path = Path.cross(center: center, size: 6)
    return [.stroke(path, Stroke(theme.halo, width: 3)), .stroke(path, Stroke(theme.ink, width: 1.3))]
  }

  private func diamond(_ center: Point, _ theme: Theme) -> [Mark] {
    let reach = 4.4
    let path = Path(ring: [
      Point(center.x, center.y - reach), Point(center.x + reach, center.y), Point(center.x, center.y + reach),
      Point(center.x - reach, center.y),
    ])
    return [.stroke(path, Stroke(theme.halo, width: 3)), .stroke(path, Stroke(theme.ink, width: 1.3))]
  }

  // MARK: - Theory

  private func pieces(_ line: KnobTheory.Line) -> [Path.Piece] {
    box.clip(line: line.points.map(place)).filter { $0.points.count > 1 }.map {
      Path.Piece($0.points, isClosed: false)
    }
  }

  /// What a line says, at the first place along it that is free; the longest words that fit.
  private func label(
    _ kind: KnobTheory.Line.Kind, along pieces: [Path.Piece], _ words: inout WordPlaces, _ theme: Theme
  ) -> [Mark] {
    let points = pieces.flatMap(\.points)
    let places = stride(from: 0, to: points.count, by: max(1, points.count / 40)).map { points[$0] }
    func text(_ string: String, _ place: Point, _ dx: Double, _ dy: Double, _ anchor: Text.Anchor) -> [Text] {
      [
        Text(
          string, at: Point(place.x + dx, place.y + dy), size: Self.labelSize, color: theme.ink, anchor: anchor,
          halo: Text.Halo(theme.halo.withAlpha(0.8), width: 1.2))
      ]
    }
    let drop = Text.baselineDrop(size: Self.labelSize)
    let names = kind.names(curvature: theory.curvature)
    // Close to the line before farther off, and at the edge of stability on the side where runs are lost.
    let near = names.flatMap { name in places.map { text(name, $0, 5, drop, .start) } }
    let others = [5.0, 9].flatMap { reach in
      names.flatMap { name in
        places.flatMap { [text(name, $0, -reach, drop, .end), text(name, $0, reach, drop, .start)] }
      }
    }
    let candidates = (kind.isDamping ? [] : near) + others
    return words.place(candidates).map { .text($0) }
  }
}

extension KnobTheory.Line.Kind {
  var isDamping: Bool { if case .damping = self { true } else { false } }

  /// What the line is called, the longest words first.
  func names(curvature: (least: Double, largest: Double)?) -> [String] {
    switch self {
    case .stability(let limit):
      let letter = limit.isPreconditioned ? "λ_{P}" : "λ"
      let bound = limit.denominator.map { "\(limit.numerator)/(\($0)\(letter))" } ?? "\(limit.numerator)/\(letter)"
      return ["edge of stability " + bound, bound]
    case .damping(let isSteepest):
      guard let curvature else { return [] }
      let isRound = curvature.largest < 1.000001 * curvature.least
      let which = isRound ? "" : isSteepest ? ", steepest" : ", flattest"
      return ["critical damping" + which, "critical" + which]
    }
  }
}

import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// The surfaces that a figure shows.
private let drawnSurfaces: [String] = {
  guard let surfaces = try? Catalogue().surfaces() else { return [] }
  return surfaces.filter { $0.dimension <= 2 }.map(\.name)
}()

/// What holds for every finished figure, whatever is drawn.
@Suite("Laws of finished figures")
struct LayoutLawTests {
  /// The usual page, a small screen, a column of a journal, and a square.
  static let pages = [PageSize.usual, Size(360, 270), Size(252.3, 529.8), Size(576, 576)]

  @Test("no two texts overlap, none leaves the page, and no line crosses a text", arguments: drawnSurfaces)
  func texts(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    let entrants = OptimizerCatalogue.usual.compactMap(OptimizerCatalogue.find).map {
      Entrant(optimizer: $0.init(), label: $0.identity.label, specification: $0.identity.name)
    }
    let comparison = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 60, rates: .tuned))
    for page in Self.pages {
      check(ComparisonFigure(comparison, theme: .light).picture(on: page), "\(name) on \(page)")
    }
    for theme in [Theme.dark, .print] {
      check(ComparisonFigure(comparison, theme: theme).picture(), "\(name) in \(theme.name)")
    }
  }

  /// Walks, spirals, jumps, and paths that are lost.
  @Test("maps of paths of any kind", arguments: 0..<200)
  func paths(seed: UInt64) {
    var random = Lottery(state: seed)
    let frame = MapFrame(x: -2...2, y: -2...2, in: Rect(40, 50, 280, 280))
    let land = Landscape(of: Terrain(values: { zip($0, $1).map { $0 * $0 + 3 * $1 * $1 } }), in: frame) {
      .logarithmic($0, base: 0)
    }
    let count = 1 + Int(random.next() * 12)
    let start = Place(4 * random.next() - 2, 4 * random.next() - 2)
    let paths = (1...count).map { rank in
      MapPath(
        points: random.path(from: start),
        style: RunStyle(rank: rank, hue: Theme.light.hue(for: "", at: rank)))
    }
    let panel = MapPanel(land, paths: paths, starts: [start], minima: [Place(0, 0)])
    var picture = Picture(size: Size(360, 380), background: Theme.light.page, title: "")
    picture.marks = panel.marks(.light)
    check(picture, "seed \(seed)")
    #expect(corners(picture.marks).allSatisfy { $0.x.isFinite && $0.y.isFinite && abs($0.x) < 1e5 && abs($0.y) < 1e5 })
  }

  private func check(_ picture: Picture, _ what: String) {
    let marks = flat(picture.marks)
    let texts = marks.compactMap { if case .text(let text) = $0 { text } else { nil } }
    let sheet = Rect(0, 0, picture.size.width, picture.size.height)
    for (index, text) in texts.enumerated() {
      let box = text.box
      if !box.corners.allSatisfy(sheet.contains) { Issue.record("\(what): \"\(text.string)\" leaves the page") }
      for other in texts[..<index] where other.box.overlaps(box) {
        Issue.record("\(what): \"\(text.string)\" overlaps \"\(other.string)\"")
      }
    }
    // Leaders are thin, unbroken and in a hue; each ends in its own disc or before its row.
    for case .stroke(let path, let stroke) in marks where [0.6, 0.7].contains(stroke.width) && stroke.dash.isEmpty {
      guard OKLab(stroke.color).chroma > 0.05, path.pieces.count == 1, let line = path.pieces.first?.points,
        let end = line.last, line.count < 30
      else { continue }
      for text in texts {
        let bounds = text.box.bounds
        guard !bounds.contains(end), !text.box.overlapsAny(of: line) == false else { continue }
        Issue.record("\(what): a leader crosses \"\(text.string)\"")
      }
    }
  }
}

extension Quad {
  /// Whether a line passes through the inside of the box around it.
  fileprivate func overlapsAny(of line: [Point]) -> Bool {
    let inner = bounds.inset(by: 0.4)
    guard inner.width > 0, inner.height > 0 else { return false }
    return zip(line, line.dropFirst()).contains { inner.clip(from: $0, to: $1) != nil }
  }
}

/// Numbers that depend on a seed alone.
private struct Lottery {
  var state: UInt64

  mutating func next() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((bits ^ (bits >> 31)) >> 11) / Double(1 << 53)
  }

  mutating func path(from start: Place) -> [Place] {
    let steps = 1 + Int(next() * 80)
    var point = start
    var points = [start]
    let kind = Int(next() * 5)
    for step in 0..<steps {
      switch kind {
      case 0: point *= 0.9
      case 1: point = Place(point.x * 0.95 - 0.3 * point.y, point.y * 0.95 + 0.3 * point.x)
      case 2: point += Place(next() - 0.5, next() - 0.5)
      case 3: point *= -1.3
      default: point = step > 5 ? Place(.nan, next() < 0.5 ? .infinity : 1e300) : point * 1.2
      }
      points.append(point)
    }
    return points
  }
}

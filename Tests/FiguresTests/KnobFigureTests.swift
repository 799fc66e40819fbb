import Drawing
import Experiments
import Figures
import Surfaces
import Testing

@Suite("Figures of maps over knobs, sensitivity and invariance")
struct KnobFigureTests {
  static let pages = [PageSize.usual, PageSize.least, Size(1152, 720), Size(400, 640), Size(1200, 320)]

  /// Surface, optimizer, axes.
  static let cases: [(String, String, String, String)] = [
    ("ellipse100", "momentum", "lr", "momentum"), ("ellipse100", "nesterov", "momentum", "lr"),
    ("rosenbrock", "adam:lr=0.5", "beta1", "beta2"), ("ellipse10", "adam", "lr", "beta1"),
    ("parabola", "momentum", "lr=0..4:linear", "momentum"), ("six-hump-camel", "sgd", "lr", "weight_decay=0..1"),
    ("saddle", "momentum", "lr=1e-3..1", "momentum"), ("sphere", "momentum", "momentum", "lr=1e-9..1e-7"),
  ]

  private func check(_ picture: Picture, _ name: String) {
    let texts = Written.texts(picture.marks)
    let sheet = Rect(0, 0, picture.size.width, picture.size.height)
    for text in texts where !text.box.corners.allSatisfy(sheet.contains) {
      Issue.record("\(name) \(picture.size): '\(text.string)' leaves the page")
    }
    let overlaps = Written.overlaps(texts)
    #expect(overlaps.isEmpty, "\(name) \(picture.size): \(overlaps)")
  }

  private func map(_ surface: String, _ optimizer: String, _ axes: [String]) throws -> KnobMap {
    let surface = try Catalogue().surface(named: surface)
    let entrant = try Entrant(optimizer)
    let rates = RateTuning.range(of: entrant.optimizer, on: surface, from: surface.starts[0])
    let read = try axes.map { try Axis($0, of: entrant.optimizer, rates: rates) }
    return try KnobMap(
      entrant, on: surface, over: read[0], read[1], columns: 20, rows: 14,
      terms: Terms(start: surface.starts[0], steps: 120))
  }

  @Test("texts of maps stay on the page and apart, whatever cells show", arguments: cases)
  func maps(surface: String, optimizer: String, first: String, second: String) throws {
    let map = try map(surface, optimizer, [first, second])
    for measure in KnobMeasure.allCases {
      for page in Self.pages {
        var figure = KnobMapFigure(map, measure: measure, theme: measure == .loss ? .dark : .print)
        figure.showBest()
        check(figure.picture(on: page), "\(optimizer) on \(surface), \(measure)")
      }
    }
  }

  @Test("a cell is one colour, and its place on the page is that of its values")
  func cells() throws {
    let map = try map("ellipse100", "momentum", ["lr=0.001..0.1", "momentum"])
    let picture = KnobMapFigure(map, theme: .light).picture()
    let images = Written.marks(picture.marks).compactMap { mark in
      if case .image(let raster, let box) = mark { (raster, box) } else { nil }
    }
    let (raster, box) = try #require(images.first)
    #expect(abs(box.width * 200 / 72 - Double(raster.width)) < 1e-6)
    func pixel(_ column: Int, _ row: Int) -> [UInt8] {
      let x = (2 * column + 1) * raster.width / (2 * map.columns.count)
      let y = raster.height - 1 - (2 * row + 1) * raster.height / (2 * map.rows.count)
      return Array(raster.bytes[4 * (y * raster.width + x)..<4 * (y * raster.width + x) + 3])
    }
    // Cells that arrive after the same number of steps look the same, all that diverge too; these look different.
    var colors: [String: Set<[UInt8]>] = [:]
    for place in map.outcomes.indices {
      let cell = map.cell(at: place)
      let outcome = map.outcomes[place]
      let key = outcome.arrival.map(String.init) ?? (outcome.isPresent ? "pending" : outcome.ending.name)
      colors[key, default: []].insert(pixel(cell.column, cell.row))
    }
    #expect(colors.count > 8 && colors.values.allSatisfy { $0.count == 1 })
    #expect(colors["diverged"] != colors["pending"])
  }

  @Test("texts of sensitivity stay on the page and apart", arguments: ["rosenbrock", "ellipse100", "beale"])
  func sensitivity(surface: String) throws {
    let surface = try Catalogue().surface(named: surface)
    let entrants = try ["sgd", "momentum", "adam", "rmsprop", "adadelta"].map { try Entrant($0) }
    let terms = Terms(start: surface.starts[0], steps: 200)
    let range = try #require(Sensitivity.usualRange(of: entrants, on: surface, terms: terms))
    let axis = try Axis("lr", of: entrants[0].optimizer, rates: range)
    let found = try #require(Sensitivity(entrants, on: surface, over: axis, count: 90, terms: terms))
    for page in Self.pages { check(SensitivityFigure(found, theme: .light).picture(on: page), surface.name) }
  }

  @Test("texts of invariance tests stay on the page and apart", arguments: InvarianceTest.Change.allCases)
  func invariance(change: InvarianceTest.Change) throws {
    let surface = try Catalogue().surface(named: "ellipse100")
    let entrants = try ["sgd", "momentum", "adam", "rmsprop", "newton"].map { try Entrant($0) }
    let test = try InvarianceTest(
      entrants, on: surface, changing: change, values: change == .rotation ? [0, 20, 45, 90] : [1, 10, 100],
      terms: Terms(start: surface.starts[0], steps: 300))
    for page in Self.pages { check(InvarianceFigure(test, theme: .dark).picture(on: page), change.rawValue) }
  }
}

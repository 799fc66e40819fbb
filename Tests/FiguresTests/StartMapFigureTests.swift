import Drawing
import Experiments
import Figures
import Surfaces
import Testing

@Suite("Figures of maps of starts")
struct StartMapFigureTests {
  static let pages = [PageSize.usual, PageSize.least, Size(1152, 720), Size(252, 420), Size(400, 640), Size(1200, 320)]
  static let surfaces = [
    "himmelblau", "two-wells", "rosenbrock", "rastrigin", "saddle", "quartic-bowl", "bilinear-game", "eggholder",
    "linear-regression", "powell-badly-scaled", "easom",
  ]

  private func map(_ surface: Surface, _ optimizer: String = "adam:lr=0.05", known: [Attractor] = []) throws -> StartMap
  {
    StartMap(
      try Entrant(optimizer), on: surface, terms: .init(columns: 24, rows: 20, steps: 120), known: known)
  }

  private func check(_ picture: Picture, _ name: String) {
    let texts = Written.texts(picture.marks)
    let sheet = Rect(0, 0, picture.size.width, picture.size.height)
    for text in texts where !text.box.corners.allSatisfy(sheet.contains) {
      Issue.record("\(name) \(picture.size): '\(text.string)' leaves the page")
    }
    let overlaps = Written.overlaps(texts)
    #expect(overlaps.isEmpty, "\(name) \(picture.size): \(overlaps)")
  }

  @Test("texts stay on the page and apart", arguments: surfaces)
  func texts(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    let map = try map(surface)
    for page in Self.pages {
      check(StartMapFigure(map, theme: .light).picture(on: page), name)
    }
  }

  @Test("texts of differences and sheets stay on the page and apart", arguments: surfaces)
  func several(name: String) throws {
    let surface = try Catalogue().surface(named: name)
    let names = [
      "sgd:lr=0.01", "momentum:lr=0.01", "adam:lr=0.1", "rmsprop:lr=0.01", "adagrad:lr=0.5", "nesterov:lr=0.01",
    ]
    let entrants = try names.map { (entrant: try Entrant($0), origin: RateOrigin.given) }
    let maps = StartMaps(entrants, on: surface, terms: .init(columns: 16, rows: 12, steps: 80)).maps
    for page in [PageSize.usual, PageSize.least, Size(1152, 720)] {
      check(DifferenceMapFigure(StartDifference(maps[0], maps[1]), theme: .dark).picture(on: page), name)
      for count in [3, 4, 6] {
        check(StartMapSheetFigure(Array(maps.prefix(count)), theme: .print).picture(on: page), "\(count) on \(name)")
      }
    }
  }

  @Test("a pixel has the hue of its destination, and is darker the later")
  func pixels() throws {
    let surface = try Catalogue().surface(named: "two-wells")
    let map = try map(surface)
    let picture = StartMapFigure(map, theme: .light).picture()
    let images = Written.marks(picture.marks).compactMap { mark in
      if case .image(let raster, _) = mark { raster } else { nil }
    }
    let raster = try #require(images.first)
    #expect(raster.width == 24 && raster.height == 20)
    func color(_ cell: Int) -> OKLab {
      // The top row of the picture is the last row of the map.
      let place = 4 * ((19 - cell / 24) * 24 + cell % 24)
      let bytes = raster.bytes[place..<place + 3].map { Double($0) / 255 }
      return OKLab(Color(red: bytes[0], green: bytes[1], blue: bytes[2]))
    }
    let cells = (0..<map.grid.count).filter { map.destination(of: $0) == .attractor(0) }
    let others = (0..<map.grid.count).filter { map.destination(of: $0) == .attractor(1) }
    let soonest = try #require(cells.min { map.arrival(of: $0) < map.arrival(of: $1) })
    let latest = try #require(cells.max { map.arrival(of: $0) < map.arrival(of: $1) })
    #expect(color(soonest).lightness > color(latest).lightness + 0.2)
    let other = try #require(others.first { abs(map.arrival(of: $0) - map.arrival(of: latest)) < 30 })
    #expect(color(other).distance(to: color(latest)) > 0.1)
  }
}

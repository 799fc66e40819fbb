import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

private func entrants(_ count: Int) -> [Entrant] {
  (0..<count).map { index in
    let types = someOptimizers
    let type = types[index % types.count]
    // Beyond the catalogue the same again at rates of their own, one of which diverges.
    let rate = index < types.count || type.identity.defaultRate == nil ? nil : index == 27 ? 1e3 : 0.001 * Double(index)
    return Entrant(
      optimizer: type.init(), rate: rate, label: type.identity.label, specification: type.identity.name)
  }
}

private func comparison(_ name: String, _ count: Int, _ rates: RatePolicy = .tuned, steps: Int = 60) throws
  -> Comparison
{
  let surface = try Catalogue().surface(named: name)
  return Comparison(
    entrants(count), on: surface, terms: Terms(start: surface.starts[0], steps: steps, rates: rates), threads: 2)
}

/// No two texts touch, none leaves the page, every place is finite.
private func expectClean(_ picture: Picture, _ what: String, sourceLocation: SourceLocation = #_sourceLocation) {
  let written = Written.texts(picture.marks)
  let sheet = Rect(0, 0, picture.size.width, picture.size.height)
  for text in written where !text.string.isEmpty && !text.box.corners.allSatisfy(sheet.contains) {
    Issue.record("\(what): '\(text.string)' leaves the page", sourceLocation: sourceLocation)
  }
  #expect(Written.overlaps(written).isEmpty, "\(what)", sourceLocation: sourceLocation)
  #expect(
    corners(picture.marks).allSatisfy { abs($0.x) < 1e4 && abs($0.y) < 1e4 }, "\(what)", sourceLocation: sourceLocation)
}

private let pages = [
  Size(576, 360), Size(480, 300), Size(864, 288), Size(500, 500), Size(1152, 720), Size(400, 600), Size(280, 175),
]

@Suite struct FacetFigureTests {
  @Test(arguments: ["rosenbrock", "beale", "saddle", "goldstein-price", "long-valley"])
  func textsKeepApart(_ name: String) throws {
    var drawn = 0
    for count in [2, 3, 5, 8, 12, 13, 17, 20, 30] {
      for rates in [RatePolicy.tuned, .same(0.01)] {
        let figure = FacetFigure(try comparison(name, count, rates), theme: .light)
        for page in pages where figure.fits(on: page) {
          expectClean(figure.picture(on: page), "\(name), \(count), \(rates), \(page)")
          drawn += 1
        }
      }
    }
    #expect(drawn > 60)
  }

  @Test(arguments: 2...30) func thereIsRoomForAllOnTheUsualPage(_ count: Int) throws {
    let comparison = try comparison("rosenbrock", count, .same(0.001), steps: 5)
    #expect(FacetFigure(comparison, theme: .light).fits(on: PageSize.usual))
  }

  /// Every run has its disc and its name, however many there are.
  @Test(arguments: [4, 12, 13, 20, 30]) func nobodyIsLeftOut(_ count: Int) throws {
    let comparison = try comparison("rosenbrock", count)
    let written = Written.texts(FacetFigure(comparison, theme: .dark).picture().marks)
    for (index, run) in comparison.runs.enumerated() {
      #expect(written.contains { $0.string == "\(index + 1)" && $0.weight == .bold })
      let beginning = run.entrant.label.prefix(5)
      #expect(written.contains { $0.string.hasPrefix(beginning) && $0.size >= 4.2 })
    }
  }

  /// Very many stand on a poster, on the page that suits them, light and dark.
  @Test(arguments: ["rosenbrock", "saddle", "goldstein-price"], [31, 64, 140]) func posters(
    _ name: String, _ count: Int
  ) throws {
    let comparison = try comparison(name, count, .same(0.001), steps: 12)
    for theme in [Theme.light, .dark] {
      let figure = FacetFigure(comparison, theme: theme)
      #expect(figure.fits(on: figure.usualPage))
      let picture = figure.picture(on: figure.usualPage)
      expectClean(picture, "\(name), \(count)")
      let discs = Written.texts(picture.marks).filter { $0.weight == .bold }.compactMap { Int($0.string) }
      // Once at the map and once in the table.
      #expect(discs.sorted() == (1...count).flatMap { [$0, $0] })
    }
    #expect(!FacetFigure(comparison, theme: .light).fits(on: Size(280, 175)))
  }

  @Test func thePageMayBeTooSmall() throws {
    let comparison = try comparison("beale", 30, .same(0.001), steps: 5)
    #expect(!FacetFigure(comparison, theme: .light).fits(on: Size(280, 175)))
    #expect(FacetFigure(comparison, theme: .light).fits(on: Size(1152, 720)))
  }

  @Test func theSameComparisonGivesTheSamePicture() throws {
    let comparison = try comparison("beale", 13)
    #expect(FacetFigure(comparison, theme: .light).picture() == FacetFigure(comparison, theme: .light).picture())
  }
}

@Suite struct ComparisonSetFigureTests {
  private func starts(_ name: String, _ columns: Int, _ rows: Int, _ count: Int) throws -> ComparisonSet {
    let surface = try Catalogue().surface(named: name)
    return ComparisonSet(
      entrants(count), on: surface, from: surface.starts(columns: columns, rows: rows),
      terms: Terms(start: surface.starts[0], steps: 40), threads: 2)
  }

  @Test(arguments: ["rosenbrock", "himmelblau", "saddle", "goldstein-price", "mccormick"])
  func textsKeepApartByStart(_ name: String) throws {
    for (columns, rows, count) in [(1, 1, 1), (2, 1, 3), (3, 3, 8), (4, 3, 12), (6, 5, 2), (1, 4, 8), (5, 3, 5)] {
      let set = try starts(name, columns, rows, count)
      for given in [nil, columns] {
        let figure = ComparisonSetFigure(set, theme: .light, columns: given)
        for page in pages where figure.fits(on: page) {
          expectClean(figure.picture(on: page), "\(name), \(columns)x\(rows), \(count), \(page)")
        }
        if columns * rows <= 12 { #expect(figure.fits(on: Size(1152, 720))) }
      }
    }
  }

  @Test(arguments: [2, 3, 4, 7, 12]) func textsKeepApartBySurface(_ count: Int) throws {
    let names = try Catalogue().surfaces().filter { $0.dimension == 2 }.map(\.name)
    let catalogue = Catalogue()
    for first in stride(from: 0, to: names.count, by: 5) {
      let surfaces = try (0..<count).map { try catalogue.surface(named: names[(first + $0) % names.count]) }
      let set = ComparisonSet(
        entrants(8), on: surfaces.map { ($0, Terms(start: $0.starts[0], steps: 40)) }, threads: 2)
      let figure = ComparisonSetFigure(set, theme: .dark)
      #expect(figure.fits(on: PageSize.usual))
      for page in pages where figure.fits(on: page) {
        expectClean(figure.picture(on: page), "\(surfaces.map(\.name)), \(page)")
      }
    }
  }

  /// A grid of starts stands on the page as it lies on the surface.
  @Test func mapsStandAsTheirStartsLie() throws {
    let set = try starts("himmelblau", 3, 2, 2)
    let written = Written.texts(ComparisonSetFigure(set, theme: .light, columns: 3).picture().marks)
    let letters = ["a", "b", "c", "d", "e", "f"].map { letter in
      written.filter { $0.string == letter && $0.weight == .bold }.map(\.position)
    }
    #expect(letters.allSatisfy { $0.count == 1 })
    let places = letters.compactMap(\.first)
    #expect(places[0].y == places[2].y && places[3].y == places[5].y && places[0].y < places[3].y)
    #expect(places[0].x == places[3].x && places[0].x < places[1].x && places[1].x < places[2].x)
  }

  @Test func theTitleStatesTheFinding() throws {
    func title(_ names: [String], _ optimizers: Int) throws -> String {
      let surfaces = try names.map { try Catalogue().surface(named: $0) }
      let set = ComparisonSet(
        entrants(optimizers), on: surfaces.map { ($0, Terms(start: $0.starts[0], steps: 500)) }, threads: 2)
      return ComparisonSetFigure(set, theme: .light).picture().title
    }
    #expect(try title(["sphere", "booth"], 1) == "Two surfaces: SGD within 10^{\u{2212}6} on all two")
    #expect(try title(["rosenbrock", "ackley"], 1) == "Two surfaces: none of one within 10^{\u{2212}6} on any of two")
  }
}

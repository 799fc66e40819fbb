import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

@Suite("Views in space")
struct ViewTests {
  private static let views = [(225.0, 35.0), (300, 25), (270, 90), (180, 5), (45, 60), (271, 12), (90, 45)]
  private static let surfaces = [
    "ackley", "beale", "brown-badly-scaled", "cliff", "rosenbrock", "saddle", "shekel-foxholes",
  ]

  private func comparison(on surface: Surface, count: Int = 8, steps: Int = 100) -> Comparison {
    let entrants = OptimizerCatalogue.usual.prefix(count).compactMap(OptimizerCatalogue.find).map {
      Entrant(optimizer: $0.init(), label: $0.identity.label, specification: $0.identity.name)
    }
    return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps))
  }

  private func figure(_ comparison: Comparison, _ azimuth: Double, _ elevation: Double, _ theme: Theme = .light)
    -> ComparisonFigure
  {
    var figure = ComparisonFigure(comparison, theme: theme)
    figure.view = ViewDirection(azimuth: azimuth, elevation: elevation)
    figure.dots = 72
    return figure
  }

  private func images(_ picture: Picture) -> [(Raster, Rect)] {
    flat(picture.marks).compactMap { if case .image(let raster, let box) = $0 { (raster, box) } else { nil } }
  }

  @Test("no two texts overlap, and nothing leaves the page", arguments: surfaces)
  func room(name: String) throws {
    let comparison = comparison(on: try Catalogue().surface(named: name))
    for (index, view) in Self.views.enumerated() {
      let page = ComparisonFigureTests.pages[index % ComparisonFigureTests.pages.count].size
      let theme = index.isMultiple(of: 2) ? Theme.light : .dark
      let picture = figure(comparison, view.0, view.1, theme).picture(on: page)
      let texts = Written.texts(picture.marks)
      #expect(Written.overlaps(texts).isEmpty, "\(name) \(view): \(Written.overlaps(texts))")
      let sheet = Rect(0, 0, page.width, page.height)
      for text in texts { #expect(text.box.corners.allSatisfy(sheet.contains), "\(name) \(view): \(text.string)") }
      #expect(corners(picture.marks).allSatisfy(sheet.inset(by: -1).contains), "\(name) \(view)")
    }
  }

  @Test("the surface is one image on whole dots, and paths, axes and words are not in it")
  func image() throws {
    let comparison = comparison(on: try Catalogue().surface(named: "himmelblau"))
    var figure = figure(comparison, 225, 35)
    figure.dots = 200
    let picture = figure.picture()
    let found = images(picture)
    try #require(found.count == 1)
    let (raster, box) = found[0]
    let density = 200.0 / 72
    for value in [box.x, box.y, box.width, box.height] {
      #expect(abs(value * density - (value * density).rounded()) < 1e-6)
    }
    #expect(raster.width == Int((box.width * density).rounded()))
    #expect(raster.height == Int((box.height * density).rounded()))
    #expect(raster.bytes.contains(0) && raster.bytes.contains(255))
    let map = ComparisonFigure(comparison, theme: .light).picture()
    #expect(images(map).isEmpty)
  }

  @Test("the same picture for any number of threads")
  func determinism() throws {
    let comparison = comparison(on: try Catalogue().surface(named: "ackley"))
    var one = figure(comparison, 215, 40)
    one.dots = 150
    var four = one
    four.threads = 4
    let isSame = one.picture() == four.picture()
    #expect(isSame)
  }

  /// A wall along the first axis, 1 high, seen from in front of it.
  @Test("what stands behind a ridge is hidden, what stands before it is seen")
  func ridge() throws {
    func fills(start: Double, elevation: Double) throws -> (rings: Int, dashes: Int) {
      let surface = try Surface(formula: "exp(-8*y^2)+0.001*x", start: [0, start])
      let picture = figure(comparison(on: surface, count: 1, steps: 5), 270, elevation).picture()
      let marks = flat(picture.marks)
      // The ring at the start stands on a disc of halo; behind the surface it is an outline.
      let rings = marks.count { mark in
        guard case .fill(let path, Theme.light.halo, _) = mark, let piece = path.pieces.first else { return false }
        let xs = piece.points.map(\.x)
        return abs((xs.max() ?? 0) - (xs.min() ?? 0) - 8) < 0.1
      }
      let dashes = marks.count { mark in
        guard case .stroke(_, let stroke) = mark else { return false }
        return stroke.dash == [1.6, 1.6]
      }
      return (rings, dashes)
    }
    #expect(try fills(start: -1, elevation: 15) == (1, 0))
    #expect(try fills(start: 1, elevation: 15) == (0, 1))
    #expect(try fills(start: 1, elevation: 80) == (1, 0))
  }

  @Test(
    "holes, poles, walls, plateaus and planes are drawn",
    arguments: [
      "sqrt(x-1)+y^2", "1/(x-0.3)^2+y^2", "log(x+y)", "3+0*x", "exp(900*x)+y^2", "if(x > 0, 1, 0)+0*y", "x+y",
      "1/(x^2+y^2)", "-1/(x^2+y^2)", "1e300*(x^2+y^2)", "1e-300*(x^2+y^2)", "x^2-y^2", "floor(x)+floor(y)",
    ])
  func oddSurfaces(formula: String) throws {
    let surface = try Surface(formula: formula, start: [1.5, 1])
    let comparison = comparison(on: surface, count: 3, steps: 20)
    for (azimuth, elevation) in Self.views {
      let picture = figure(comparison, azimuth, elevation, .dark).picture()
      let sheet = Rect(-1, -1, picture.size.width + 2, picture.size.height + 2)
      #expect(corners(picture.marks).allSatisfy(sheet.contains), "\(formula) \(azimuth) \(elevation)")
      #expect(images(picture).count == 1)
      #expect(Written.overlaps(Written.texts(picture.marks)).isEmpty)
    }
  }

  @Test("a window much longer than wide says that its units differ")
  func longWindow() throws {
    let surface = try Surface(formula: "x^2+y^2", window: [-100...100, -1...1], start: [50, 0.5])
    let figure = figure(comparison(on: surface, count: 2, steps: 10), 225, 35)
    #expect(Written.texts(figure.picture().marks).contains { $0.string.contains("units differ on the two axes") })
  }

  @Test("the figure says what its heights are")
  func heights() throws {
    func words(_ name: String) throws -> String {
      let figure = figure(comparison(on: try Catalogue().surface(named: name)), 225, 35)
      return Written.texts(figure.picture().marks).map(\.string).joined(separator: "\n")
    }
    let rosenbrock = try words("rosenbrock")
    #expect(rosenbrock.contains("loss, log height") && rosenbrock.contains("log heights, flat below 10^{\u{2212}2}"))
    #expect(rosenbrock.contains("log loss"))
    #expect(try words("saddle").contains("linear heights"))
  }
}

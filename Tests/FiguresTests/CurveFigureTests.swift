import Calculus
import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// A comparison of gradient descent at some rates on a surface of one coordinate.
private func descents(
  _ rates: [Double], on surface: Surface, steps: Int
) -> Comparison {
  let entrants = rates.map {
    Entrant(optimizer: GradientDescent(), rate: $0, label: "SGD", specification: "sgd:lr=\($0)")
  }
  return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps))
}

@Suite("Figures of curves")
struct CurveFigureTests {
  static let names = ["parabola", "tilted-double-well", "x-cos"]
  static let pages =
    ComparisonFigureTests.pages.map(\.size) + [PageSize.least, Size(576, 1152)]

  private func compare(_ name: String, _ rates: RatePolicy) throws -> Comparison {
    let surface = try Catalogue().surface(named: name)
    let entrants = someOptimizers.map {
      Entrant(optimizer: $0.init(), label: $0.identity.label, specification: $0.identity.name)
    }
    return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 100, rates: rates))
  }

  private func checkTexts(_ comparison: Comparison, sourceLocation: SourceLocation = #_sourceLocation) {
    for theme in [Theme.light, .dark] {
      for page in Self.pages {
        let texts = Written.texts(ComparisonFigure(comparison, theme: theme).picture(on: page).marks)
        let sheet = Rect(0, 0, page.width, page.height)
        #expect(texts.count > 10, sourceLocation: sourceLocation)
        #expect(Written.overlaps(texts) == [], "\(page)", sourceLocation: sourceLocation)
        let outside = texts.filter { !$0.box.corners.allSatisfy(sheet.contains) }.map(\.string)
        #expect(outside == [], "\(page)", sourceLocation: sourceLocation)
      }
    }
  }

  @Test("no two texts overlap and none leaves the page", arguments: names)
  func texts(name: String) throws {
    for rates in [RatePolicy.tuned, .same(0.5)] { checkTexts(try compare(name, rates)) }
  }

  @Test(
    "formulas too, whatever their values",
    arguments: [
      ("exp(x^2) - 1", -3.0...3.0, 2.5), ("x^3 - 3*x", -2.5...2.5, 2), ("x*log(x)", -0.5...3, 2.5),
      ("1/x", -2...2, 1),
      ("1e9*x^2 + 1e12", -1...1, 0.5), ("1e-9*x^2", -1e-3...1e-3, 5e-4), ("0*x + 1", -1...1, 0.5),
      ("abs(x)", -1...1, 1),
    ])
  func formulas(formula: String, window: ClosedRange<Double>, start: Double) throws {
    let surface = try Surface(formula: formula, variables: ["x"], window: [window], start: [start])
    for steps in [1, 3, 40, 1000] {
      let comparison = descents([1e-3, 0.3, 1.9, 30], on: surface, steps: steps)
      checkTexts(comparison)
      let all = corners(ComparisonFigure(comparison, theme: .light).picture().marks)
      #expect(all.allSatisfy { abs($0.x) < 1e4 && abs($0.y) < 1e4 })
    }
  }

  @Test("below the curve stand the same coordinates, one step deeper each")
  func strip() throws {
    let surface = try Catalogue().surface(named: "parabola")
    let hue = try #require(Theme.light.hues["sgd"])
    let marks = ComparisonFigure(descents([0.6], on: surface, steps: 3), theme: .light).picture().marks
    let lines = flat(marks).compactMap { mark -> [Point]? in
      guard case .stroke(let path, let stroke) = mark, stroke.width == 1.35, stroke.color == hue else { return nil }
      return path.pieces.flatMap(\.points)
    }
    try #require(lines.count == 2 && lines[0].count == 4 && lines[1].count == 4)
    // 3, 1.2, .48, .192: each .4 of the one before, measured from the minimum at 0.
    let boxes = frames(marks)
    try #require(boxes.count == 2)
    for line in lines {
      for (point, x) in zip(line, [3, 1.2, 0.48, 0.192]) {
        #expect(abs(point.x - (boxes[0].x + boxes[0].width * (x + 4) / 8)) < 1e-9)
      }
    }
    // Depths are log10 of 1, 2, 3, 4: 2 x 2 = 4, so the second step is halfway to the fourth.
    let depths = lines[1].map(\.y)
    #expect(abs((depths[3] - depths[0]) - 2 * (depths[1] - depths[0])) < 1e-9 && depths[1] > depths[0])
    #expect(boxes[0].x == boxes[1].x && boxes[0].width == boxes[1].width && boxes[1].y > boxes[0].maxY)
  }

  @Test("a run that leaves ends in the head of an arrow on the frame of the curve and of the strip")
  func leaving() throws {
    let surface = try Catalogue().surface(named: "parabola")
    let hue = try #require(Theme.light.hues["sgd"])
    // From 3 to -6: out on the left.
    let marks = ComparisonFigure(descents([3], on: surface, steps: 5), theme: .light).picture().marks
    let boxes = frames(marks)
    let tips = flat(marks).compactMap { mark -> Point? in
      guard case .fill(let path, hue, _) = mark, path.pieces.count == 1, path.pieces[0].points.count == 3 else {
        return nil
      }
      return path.pieces[0].points[0]
    }
    let onStages = tips.filter { tip in boxes.contains { $0.contains(tip) } }
    #expect(boxes.count == 2 && onStages.count == 2)
    #expect(zip(onStages, boxes).allSatisfy { $0.x == $1.x || $0.y == $1.y })
  }

  @Test("the words name the coordinate, and the rate where the optimizer would not tell")
  func words() throws {
    let comparison = descents([0.02, 0.6, 1.95], on: try Catalogue().surface(named: "parabola"), steps: 500)
    let picture = ComparisonFigure(comparison, theme: .light).picture()
    #expect(picture.title == "Parabola: all three within 10^{\u{2212}6}, SGD at 0.6 first, in 8 steps")
    let texts = Written.texts(picture.marks).map(\.string)
    #expect(texts.contains { $0.hasSuffix("from x = 3  \u{25CB}  to x = 0  \u{2605}") })
    #expect(texts.contains { $0.contains("below the curve: the same steps over time") })
    #expect(Set(["f", "step", "x"]).isSubset(of: texts))
  }

  @Test("runs of one optimizer have shades that stand apart", arguments: [Theme.light, .dark])
  func shades(theme: Theme) throws {
    let comparison = descents([0.02, 0.3, 0.6, 1.95], on: try Catalogue().surface(named: "parabola"), steps: 50)
    var figure = ComparisonFigure(comparison, theme: theme)
    func curves() -> [Color] {
      flat(figure.picture().marks).compactMap { mark in
        guard case .stroke(_, let stroke) = mark, stroke.width == 1.15 else { return nil }
        return stroke.color
      }
    }
    for tellsApart in [false, true] {
      figure.tellsRunsApart = tellsApart
      let shades = curves()
      #expect(shades.count == 4)
      #expect(shades.contains { theme.freeHues.contains($0) } == tellsApart)
      for (index, shade) in shades.enumerated() {
        for other in shades[..<index] { #expect(OKLab(shade).distance(to: OKLab(other)) > 0.07) }
      }
    }
  }

  /// The frames of the curve and of the strip.
  private func frames(_ marks: [Mark]) -> [Rect] {
    flat(marks).compactMap { mark in
      guard case .stroke(let path, let stroke) = mark, stroke.width == 0.7, stroke.cap == .square else { return nil }
      let points = path.pieces.flatMap(\.points)
      guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
        let bottom = points.map(\.y).max()
      else { return nil }
      return Rect(left, top, right - left, bottom - top)
    }
  }
}

/// A coordinate and a value.
private typealias Spot = SIMD2<Double>

@Suite("Curves")
struct CurvePanelTests {
  private static let box = Rect(50, 50, 200, 100)
  private static let hue = Color(0x12A0F8)

  private func panel(
    _ formula: String, _ steps: [Spot], on scale: ProfileScale = .linear, minima: [Spot] = []
  ) throws -> CurvePanel {
    let surface = try Surface(formula: formula, variables: ["x"])
    return CurvePanel(
      Profile(of: surface.objective, over: -2...2, count: 401), on: scale, in: Self.box,
      walkers: [.init(steps: steps, style: RunStyle(rank: 1, hue: Self.hue))], start: steps[0], minima: minima,
      names: ("x", "f"))
  }

  /// Where a place stands on the page, worked by hand.
  ///
  /// Heights run from 0 to 4 with a tenth of that below and a twentieth above: 4.6 in 100 points. A unit to the right
  /// is 50 points.
  private func place(_ x: Double, _ value: Double) -> Point {
    Point(50 + 50 * (x + 2), 150 - (value + 0.4) * 100 / 4.6)
  }

  @Test("dots, chords and signs stand where the function says")
  func places() throws {
    let steps = [Spot(1.5, 2.25), Spot(-1, 1), Spot(0.5, 0.25)]
    let marks = flat(try panel("x^2", steps, minima: [Spot(0, 0)]).marks(.light))
    func near(_ one: Point, _ other: Point) -> Bool { one.distance(to: other) < 1e-6 }
    let chords = marks.compactMap { mark -> [Point]? in
      guard case .stroke(let path, let stroke) = mark, stroke.width == 1.35 else { return nil }
      return path.pieces.flatMap(\.points)
    }
    try #require(chords.count == 1)
    let expected = steps.map { place($0.x, $0.y) }
    #expect(chords[0].count == 3 && zip(chords[0], expected).allSatisfy(near))
    let rings = marks.compactMap { mark -> Point? in
      guard case .stroke(let path, let stroke) = mark, stroke.width == 0.75 || stroke.width == 1.2 else { return nil }
      return middle(path)
    }
    // The dot of the first step, then the ring of the start.
    #expect(rings.count == 2 && near(rings[0], expected[1]) && near(rings[1], expected[0]))
    let stars = marks.compactMap { mark -> Point? in
      guard case .fill(let path, Theme.light.star, _) = mark, path.pieces[0].points.count == 10 else { return nil }
      return path.pieces[0].points[0]
    }
    #expect(stars.count == 1 && near(stars[0], Point(place(0, 0).x, place(0, 0).y - 5)))
  }

  @Test("the curve runs through the values, and is broken where there is none")
  func curve() throws {
    func curve(_ formula: String) throws -> [Path.Piece] {
      let marks = flat(try panel(formula, [Spot(1, 1), Spot(1, 1)]).marks(.light))
      return marks.compactMap { mark -> [Path.Piece]? in
        guard case .stroke(let path, let stroke) = mark, stroke.width == 0.9 else { return nil }
        return path.pieces
      }.flatMap { $0 }
    }
    let parabola = try curve("x^2")
    #expect(parabola.count == 1 && parabola[0].points.count > 20)
    for point in parabola[0].points {
      let x = (point.x - 50) / 50 - 2
      #expect(point.distance(to: place(x, x * x)) < 1e-9)
    }
    #expect(try curve("sqrt(abs(x) - 1)").count == 2)
    #expect(try curve("log(-1 + 0*x)").isEmpty)
  }

  @Test("a logarithmic height counts decades of the gap, down to its floor")
  func logarithm() throws {
    let scale = ProfileScale.logarithmic(base: 5, floor: 1e-3)
    #expect(scale.position(105) == 2 && scale.position(6) == 0)
    #expect(scale.position(5) == -3 && scale.position(4) == -3)
    #expect(scale.position(.nan).isNaN && scale.position(.infinity) == .infinity)
    // Two decades apart are as far apart as two other decades.
    let panel = try panel("100*x^4 + 5", [Spot(1, 105), Spot(0.1, 5.01)], on: scale)
    let heights = [105.0, 6, 5.01].map { panel.page(Spot(0, $0)).y }
    #expect(abs((heights[1] - heights[0]) - (heights[2] - heights[1])) < 1e-6 && heights[1] > heights[0])
  }

  private func middle(_ path: Path) -> Point {
    let points = path.pieces.flatMap(\.points)
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    func middle(_ numbers: [Double]) -> Double { ((numbers.min() ?? 0) + (numbers.max() ?? 0)) / 2 }
    return Point(middle(xs), middle(ys))
  }
}

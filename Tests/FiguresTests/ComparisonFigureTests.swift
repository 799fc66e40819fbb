import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

@Suite("Comparison figures")
struct ComparisonFigureTests {
  static let names = ["ackley", "beale", "rosenbrock", "saddle", "sphere"]
  static let pages = [
    PageSize(width: 1600, height: 1000), PageSize(width: 800, height: 500), PageSize(width: 1920, height: 1080),
    PageSize(width: 1000, height: 1000), PageSize(width: 2400, height: 800),
    PageSize(width: 1600, height: 1000, dpi: 120),
  ]

  private func compare(_ name: String, _ rates: RatePolicy, only: Int? = nil, steps: Int = 200) throws -> Comparison {
    let surface = try Catalogue().surface(named: name)
    // Where only a few are wanted they are the usual ones, whatever else the catalogue holds.
    let few = OptimizerCatalogue.usual.prefix(only ?? 0).compactMap(OptimizerCatalogue.find)
    let entrants = (only == nil ? someOptimizers : few).map {
      Entrant(
        optimizer: $0.init(), label: $0.identity.label, specification: $0.identity.name)
    }
    return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps, rates: rates))
  }

  private func texts(_ picture: Picture) -> [Text] {
    flat(picture.marks).compactMap { if case .text(let text) = $0 { text } else { nil } }
  }

  @Test("no two texts overlap and none leaves the page", arguments: names)
  func texts(name: String) throws {
    for rates in [RatePolicy.tuned, .same(0.004), .usual] {
      let comparison = try compare(name, rates)
      for page in Self.pages {
        let picture = ComparisonFigure(comparison, theme: .light).picture(on: page.size)
        let texts = texts(picture)
        #expect(texts.count > 30)
        let sheet = Rect(0, 0, page.size.width, page.size.height)
        for (index, text) in texts.enumerated() {
          let box = text.box
          #expect(box.corners.allSatisfy(sheet.contains), "\(text.string) leaves the page")
          for other in texts[..<index] where other.box.overlaps(box) {
            Issue.record("\(name) \(rates) \(page.size): \"\(text.string)\" overlaps \"\(other.string)\"")
          }
        }
      }
    }
  }

  @Test("every mark is finite and no farther out than the page allows", arguments: names)
  func finite(name: String) throws {
    let picture = ComparisonFigure(try compare(name, .same(10)), theme: .dark).picture()
    #expect(corners(picture.marks).allSatisfy { abs($0.x) < 1e4 && abs($0.y) < 1e4 })
  }

  @Test("800 x 500 pixels are the figure of 1600 x 1000 at half the resolution")
  func resolution() {
    let (large, small) = (PageSize(width: 1600, height: 1000), PageSize(width: 800, height: 500))
    #expect(large.size == PageSize.usual && small.size == PageSize.usual)
    #expect(large.dpi == 200 && small.dpi == 100)
    #expect(PageSize(width: 1600, height: 1000, dpi: 100).size == Size(1152, 720))
    #expect(!PageSize(width: 200, height: 100, dpi: 200).isLargeEnough)
  }

  @Test("the same comparison gives the same picture")
  func determinism() throws {
    let comparison = try compare("rosenbrock", .tuned)
    #expect(
      ComparisonFigure(comparison, theme: .light).picture() == ComparisonFigure(comparison, theme: .light).picture())
  }

  @Test("one optimizer, one step, thirty of the same")
  func counts() throws {
    let surface = try Catalogue().surface(named: "beale")
    for count in [1, 2, 12, 30] {
      let entrants = (0..<count).map {
        Entrant(optimizer: GradientDescent(), rate: 0.001 * Double($0 + 1), label: "SGD", specification: "sgd:lr=\($0)")
      }
      for steps in [1, 50] {
        let comparison = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps))
        let picture = ComparisonFigure(comparison, theme: .light).picture()
        #expect(corners(picture.marks).allSatisfy { $0.x.isFinite && $0.y.isFinite })
      }
    }
  }

  @Test("titles state the finding")
  func titles() throws {
    func title(_ name: String, _ rates: RatePolicy, only: Int? = nil, steps: Int = 500) throws -> String {
      ComparisonFigure(try compare(name, rates, only: only, steps: steps), theme: .light).picture().title
    }
    #expect(
      try title("rosenbrock", .tuned, only: 1) == "Rosenbrock: SGD does not come within 10^{\u{2212}6} in 500 steps")
    #expect(
      try title("rosenbrock", .same(0.004), only: 2) == "Rosenbrock: at one rate, 0.004, all two diverge")
    #expect(
      try title("rosenbrock", .tuned, only: 3) == "Rosenbrock: none of three comes within 10^{\u{2212}6} in 500 steps")
    #expect(try title("saddle", .same(0.01), only: 1) == "Saddle: SGD is still there after 500 steps")
    #expect(
      try title("saddle", .same(0.01), only: 2)
        == "Saddle: Momentum leaves after 124 steps; SGD is still there after 500")
    // Without a saddle there is nothing to leave.
    let falls = "Separable logistic regression: "
    #expect(try title("separable-logistic", .same(0.01), only: 1) == falls + "SGD at 0.206 after 500 steps")
    #expect(
      try title("separable-logistic", .same(0.01), only: 2) == falls + "Momentum lowest, at 0.0146 after 500 steps")
    // In a game nobody falls.
    #expect(
      try title("bilinear-game", .same(0.01), only: 1) == "Bilinear game: SGD does not come to rest in 500 steps")
    #expect(
      try title("bilinear-game", .same(0.01), only: 2)
        == "Bilinear game: none of two comes to rest in 500 steps; both end farther out")
    #expect(try title("sphere", .same(0.5), only: 1) == "Sphere: SGD within 10^{\u{2212}6} in 1 step")
  }
}

import Drawing
import Experiments
import Figures
import Surfaces
import Testing

/// Figures of single steps.
@Suite struct StepFigureTests {
  private static let equations = [
    "sgd": ["g <- gradient + weight_decay x", "x <- x - rate g"],
    "adam": [
      "g <- gradient + weight_decay x", "m <- beta1 m + (1 - beta1) g", "s <- beta2 s + (1 - beta2) g^2",
      "x <- x - rate * (m / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + eps)",
    ],
    "nesterov-look-ahead": ["g <- gradient at x + momentum v", "v <- momentum v - rate g", "x <- x + v"],
    "newton": ["p <- -(H + tau I)^-1 g         tau = 0 where H is positive definite", "x <- x + a p"],
  ]

  private func figure(
    _ name: String, on card: String, step: Int, theme: Theme = .light
  ) throws -> StepFigure {
    let surface = try Catalogue().surface(named: card)
    let entrant = try Entrant(name)
    let lines = Self.equations[String(name.prefix { $0 != "+" })] ?? []
    let terms = Terms(start: surface.starts[0], steps: 200)
    let explained = try ExplainedStep(entrant, on: surface, terms: terms, step: step, equations: lines)
    return StepFigure(
      explained, equations: lines, wrappers: name.contains("+") ? ["lookahead:", "x    <- slow"] : [], theme: theme)
  }

  @Test(arguments: [
    "sgd", "adam", "nesterov-look-ahead", "newton", "adam+lookahead", "momentum", "rmsprop", "nelder-mead",
  ])
  func textsStayOnThePageAndApart(_ name: String) throws {
    for (card, step) in [("rosenbrock", 1), ("rosenbrock", 5), ("beale", 40), ("saddle", 3), ("parabola", 2)] {
      let figure = try figure(name, on: card, step: step)
      for page in [PageSize.usual, PageSize.least, Size(1152, 720), Size(400, 640)] {
        let written = Written.texts(figure.picture(on: page).marks)
        for text in written where !text.box.corners.allSatisfy(Rect(0, 0, page.width, page.height).contains) {
          Issue.record("\(name), \(card), \(step), \(page): '\(text.string)' leaves the page")
        }
        let overlaps = Written.overlaps(written)
        #expect(overlaps.isEmpty, "\(name), \(card), \(step), \(page): \(overlaps)")
      }
    }
  }

  @Test func arrowsSayWhatTheyAre() throws {
    func strings(_ name: String, step: Int = 7) throws -> [String] {
      Written.texts(try figure(name, on: "rosenbrock", step: step).picture().marks).map(\.string)
    }
    let adam = try strings("adam")
    #expect(adam.contains("step") && adam.contains("memory alone") && adam.contains("this gradient"))
    #expect(adam.contains { $0.hasPrefix("\u{2212}gradient × ") } && adam.contains { $0.hasPrefix("\u{2212}mean × ") })
    #expect(adam.contains("6") && adam.contains("7") && adam.contains { $0.contains("ellipse") })
    #expect(adam.contains("m \u{2190} β_{1} m + (1 \u{2212} β_{1}) g"))
    let sgd = try strings("sgd")
    #expect(!sgd.contains("memory alone") && !sgd.contains { $0.contains("ellipse") })
    #expect(try strings("nesterov-look-ahead").contains("asked here"))
    #expect(try strings("newton", step: 2).contains("The equations"))
    #expect(try strings("sgd", step: 1).contains("start"))
  }

  @Test func theSameFigureTwice() throws {
    let (one, other) = (try figure("adam", on: "beale", step: 4), try figure("adam", on: "beale", step: 4))
    #expect(one.picture() == other.picture())
    #expect(try figure("adam", on: "beale", step: 4, theme: .dark).picture() != one.picture())
  }
}

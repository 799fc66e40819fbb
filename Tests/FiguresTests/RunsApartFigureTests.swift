import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// Runs on surfaces of their own.
@Suite("Runs apart") struct RunsApartFigureTests {
  /// Gradient descent alone on each surface.
  private func comparisons(_ specifications: [String], steps: Int = 60) throws -> [Comparison] {
    try specifications.enumerated().map { index, specification in
      let chain = specification.split(separator: "+", maxSplits: 1).map(String.init)
      var surface = try Catalogue().surface(named: chain[0])
      if chain.count > 1 { surface = try surface.wrapped(by: chain[1]) }
      let entrant = Entrant(
        optimizer: GradientDescent(), rate: 0.01, label: "run \(index)", specification: "sgd:lr=0.01")
      return Comparison([entrant], on: surface, terms: Terms(start: surface.starts[0], steps: steps))
    }
  }

  private static let bowls = ["sphere", "sphere+l1:lambda=1", "booth", "sphere+rotate:degrees=30", "matyas"]

  @Test("No two texts overlap and none leaves the page", arguments: 2...5)
  func texts(count: Int) throws {
    for (page, theme) in [(PageSize.usual, Theme.light), (Size(864, 540), .dark), (Size(480, 300), .light)] {
      var figure = RunsApartFigure(try comparisons(Array(Self.bowls.prefix(count))), theme: theme)
      figure.title = "A title"
      #expect(figure.fits(on: page))
      let written = Written.texts(figure.picture(on: page).marks)
      let sheet = Rect(0, 0, page.width, page.height)
      for text in written where !text.string.isEmpty {
        #expect(text.box.corners.allSatisfy(sheet.contains), "\(text.string) leaves the page")
      }
      #expect(Written.overlaps(written).isEmpty, "\(count) on \(page)")
    }
  }

  @Test("Every run has its name above its map and in the table, with what was measured")
  func names() throws {
    let comparisons = try comparisons(["sphere", "sphere+l2:lambda=1"])
    var figure = RunsApartFigure(comparisons, theme: .light)
    figure.title = "Bowls"
    figure.column = .init(title: "height", texts: ["0.125", "0.25"], note: "height: y at the end")
    let words = Written.texts(figure.picture().marks).map(\.string)
    for word in ["run 0", "run 1", "0.125", "0.25"] { #expect(words.count { $0 == word } == 2, "\(word)") }
    #expect(words.contains("height") && words.contains("gap / first gap") && words.contains("Bowls"))
    #expect(words.contains { $0.hasPrefix("f(x, y) = x^{2} + y^{2}") })
    #expect(figure.caption.contains("height: y at the end"))
  }

  @Test("Without a minimum everywhere there are no gaps to draw")
  func noGaps() throws {
    let figure = RunsApartFigure(try comparisons(["sphere", "saddle"]), theme: .light)
    let words = Written.texts(figure.picture().marks).map(\.string)
    #expect(!words.contains("gap / first gap") && words.contains("run 1"))
  }

  @Test("Too small a page has no room")
  func tooSmall() throws {
    #expect(!RunsApartFigure(try comparisons(Self.bowls), theme: .light).fits(on: Size(150, 110)))
  }
}

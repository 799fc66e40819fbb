import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// The tree of optimizers on pages of several sizes.
@Suite struct KinshipFigureTests {
  private func kinship(_ names: [String]) throws -> Kinship {
    let surface = try Catalogue().surface(named: "beale")
    return Kinship(
      of: try names.map { try Entrant($0) }, on: [.init(surface: surface, start: surface.starts[0])], steps: 30,
      threads: 2)
  }

  @Test(arguments: [2, 5, 20]) func textsKeepApart(_ count: Int) throws {
    let names = someOptimizers.map { $0.identity.name }.prefix(count)
    let kinship = try kinship(Array(names) + (count == 5 ? ["adam+lookahead:k=7", "sgd+sam"] : []))
    for theme in [Theme.light, .dark] {
      let figure = KinshipFigure(kinship, theme: theme)
      for page in [figure.usualPage, Size(400, 300), Size(900, 500)] where figure.fits(on: page) {
        let picture = figure.picture(on: page)
        let texts = Written.texts(picture.marks)
        let sheet = Rect(0, 0, page.width, page.height)
        let overlaps = Written.overlaps(texts)
        #expect(overlaps.isEmpty, "\(page)")
        let outside = texts.filter { !$0.box.corners.allSatisfy(sheet.contains) }.map(\.string)
        #expect(outside == [], "\(page)")
        #expect(texts.contains { $0.string.hasPrefix("Mome") })
      }
      #expect(figure.fits(on: figure.usualPage))
      #expect(!figure.fits(on: Size(280, 60)))
    }
  }
}

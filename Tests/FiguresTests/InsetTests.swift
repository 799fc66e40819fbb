import Drawing
import Experiments
import Figures
import Surfaces
import Testing

/// What a comparison shows besides its paths.
@Suite("Overlays, insets and spotlights")
struct InsetTests {
  private func figure(_ name: String, theme: Theme = .light) throws -> ComparisonFigure {
    let surface = try Catalogue().surface(named: name)
    let entrants = try ["sgd", "momentum", "adam", "adagrad"].map { try Entrant($0) }
    return ComparisonFigure(
      Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 100, rates: .tuned)), theme: theme
    )
  }

  private func texts(_ picture: Picture) -> [Text] { Written.texts(picture.marks) }

  @Test(
    "texts keep apart with an inset and with overlays", arguments: ["rosenbrock", "beale", "himmelblau"], Theme.all)
  func texts(name: String, theme: Theme) throws {
    var figure = try figure(name, theme: theme)
    let surface = figure.comparison.surface
    let goal = surface.minima[0].at
    figure.zoom = (goal[0] - 0.3...goal[0] + 0.3, goal[1] - 0.3...goal[1] + 0.3)
    figure.overlays = [.gradient, .newton(at: Place(goal[0] - 0.5, goal[1] + 0.5))]
    for page in [PageSize.usual, Size(576, 576)] {
      let picture = figure.picture(on: page)
      #expect(Written.overlaps(texts(picture)).isEmpty)
      #expect(texts(picture).contains { $0.string.hasPrefix("\u{00D7}") })
      #expect(corners(picture.marks).allSatisfy { $0.x.isFinite && abs($0.x) < 1e6 && abs($0.y) < 1e6 })
    }
  }

  @Test("Newton's step from anywhere on a quadratic ends in its minimum")
  func newton() throws {
    var figure = try figure("booth")
    figure.overlays = [.newton(at: Place(-4, 3))]
    let picture = figure.picture()
    // The star stands at the minimum: ten corners around it.
    let star = flat(picture.marks).compactMap { mark -> Point? in
      guard case .fill(let path, Theme.light.star, _) = mark, let corners = path.pieces.first?.points,
        corners.count == 10
      else { return nil }
      return Point(corners.reduce(0) { $0 + $1.x } / 10, corners.reduce(0) { $0 + $1.y } / 10)
    }
    let target = try #require(star.first)
    let heads = flat(picture.marks).compactMap { mark -> Point? in
      guard case .fill(let path, Theme.light.ink, _) = mark, path.pieces.first?.points.count == 3 else { return nil }
      return path.pieces[0].points[0]
    }
    #expect(heads.count == 1 && heads[0].distance(to: target) < 1e-6)
  }

  @Test("pictures that show more and more have one layout, and the last one is the figure")
  func revealing() throws {
    let figure = try figure("beale")
    let whole = figure.picture()
    var places: [[Text]] = []
    for count in 0...4 {
      var partial = figure
      partial.revealed = Set(0..<count)
      let picture = partial.picture()
      if count == 4 { #expect(picture == whole) } else { #expect(picture.title == "Beale") }
      places.append(texts(picture))
    }
    for (fewer, more) in zip(places.dropLast().map { $0.dropFirst() }, places.dropFirst().dropLast()) {
      #expect(fewer.count < more.count)
      #expect(fewer.allSatisfy { text in more.contains(text) || text.weight == .bold || text.string == "Beale" })
    }
  }

  @Test("only those who stand out have a hue")
  func highlighting() throws {
    var figure = try figure("beale")
    let hues = figure.comparison.runs.map { Theme.light.hue(for: $0.entrant.name, at: 0) }
    figure.highlighted = [1]
    func uses(_ hue: Color) -> Bool {
      flat(figure.picture().marks).contains { mark in
        switch mark {
        case .stroke(_, let stroke): stroke.color.withAlpha(1) == hue
        case .fill(_, let color, _): color == hue
        default: false
        }
      }
    }
    #expect(hues.map(uses) == [false, true, false, false])
  }

  @Test("the finding and every row can be heard")
  func description() throws {
    let figure = try figure("beale")
    let picture = figure.picture()
    #expect(picture.description.hasPrefix(Text.plain(picture.title)))
    for run in figure.comparison.runs { #expect(picture.description.contains(run.entrant.label)) }
    #expect(!picture.description.contains("^{"))
  }
}

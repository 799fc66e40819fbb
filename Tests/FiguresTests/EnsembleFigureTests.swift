import Drawing
import Experiments
import Figures
import Surfaces
import Testing

@Suite("Figures of ensembles")
struct EnsembleFigureTests {
  private static let pages = [Size(576, 360), PageSize.least, Size(1152, 500), Size(500, 900)]

  private func gathered(
    _ name: String, _ optimizer: String = "sgd", from start: [Double]? = nil, noise: Double, runs: Int = 400,
    at steps: [Int] = []
  ) throws -> Ensemble {
    let surface = try Catalogue().surface(named: name)
    var request = Ensemble.Request(runs: runs)
    request.steps = steps
    return Ensemble(
      try Entrant(optimizer), on: surface, terms: Terms(start: start ?? surface.starts[0], steps: 300, noise: noise),
      request)
  }

  @Test(
    "no two texts overlap, none leaves the page, and no place is lost",
    arguments: [
      ("saddle", "sgd", 0.1), ("saddle", "adam", 1), ("rosenbrock", "adam", 20), ("himmelblau", "momentum", 30),
      ("monkey-saddle", "sgd", 0.5), ("ackley", "sgd", 5), ("sphere", "sgd:lr=1e300", 1),
    ])
  func texts(name: String, optimizer: String, noise: Double) throws {
    let ensemble = try gathered(name, optimizer, noise: noise)
    for page in Self.pages {
      let picture = EnsembleFigure(ensemble, theme: .light).picture(on: page)
      let texts = Written.texts(picture.marks)
      let sheet = Rect(0, 0, page.width, page.height)
      #expect(Written.overlaps(texts).isEmpty, "\(name) on \(page)")
      for text in texts where !text.box.corners.allSatisfy(sheet.contains) {
        Issue.record("\(name) on \(page): '\(text.string)' leaves the page")
      }
      for mark in Written.marks(picture.marks) {
        if case .fill(let path, _, _) = mark {
          #expect(path.pieces.allSatisfy { $0.points.allSatisfy { $0.isFinite && abs($0.x) < 1e5 && abs($0.y) < 1e5 } })
        }
      }
    }
  }

  @Test("titles state the finding") func titles() throws {
    let saddle = EnsembleWords(try gathered("saddle", from: [1, 0], noise: 1, runs: 1000)).title
    #expect(saddle.contains("half of 1000 runs have left by step 17") && saddle.hasSuffix("; theory says 172"))
    let late = EnsembleWords(try gathered("saddle", from: [1, 0], noise: 1e-6, runs: 30)).title
    #expect(late == "Saddle, SGD: none of 30 runs has left by step 300; theory says half by 870")
    let fallen = EnsembleWords(try gathered("monkey-saddle", noise: 0.3)).title
    #expect(fallen == "Monkey saddle, SGD: none of 400 runs is in the window after 300 steps")
    #expect(
      EnsembleWords(try gathered("sphere", noise: 0.1)).title.hasPrefix(
        "Sphere, SGD: half of 400 runs end at or below "))
  }

  @Test("each chosen step is written at its cloud") func labels() throws {
    let ensemble = try gathered("himmelblau", from: [0, 0], noise: 1, at: [7, 33])
    let texts = Written.texts(EnsembleFigure(ensemble, theme: .dark).picture().marks).map(\.string)
    // At the cloud and in the table.
    #expect(texts.count { $0 == "7" } == 2 && texts.count { $0 == "33" } == 2)
  }

  @Test("words may stand in a caption") func caption() throws {
    var figure = EnsembleFigure(try gathered("saddle", from: [1, 0], noise: 0.1), theme: .light)
    #expect(figure.caption.contains("noise 0.1, seed 0") && figure.caption.contains("rate 0.01"))
    let terms = Written.texts(figure.picture().marks).map(\.string).filter { $0.contains("seed 0") }
    figure.hasFooter = false
    #expect(terms.count == 1)
    #expect(!Written.texts(figure.picture().marks).contains { $0.string.contains("seed 0") })
  }

  @Test("what holds from few nearby starts is not overclaimed") func doubt() throws {
    let surface = try Catalogue().surface(named: "saddle")
    let entrants = try ["sgd", "rmsprop", "nesterov"].map { try Entrant($0) }
    let plain = Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0]))
    let tested = plain.withStability(from: 100, radius: 0.02)
    let holds = try #require(tested.stability?.holds)
    let picture = ComparisonFigure(tested, theme: .light).picture()
    #expect(picture.title == "Saddle: RMSprop is first, but from only \(holds) of 100 nearby starts")
    let footer = "finding holds from \(holds) of 100 starts within 2 % of the diagonal"
    #expect(Written.texts(picture.marks).contains { $0.string.contains(footer) })
    #expect(picture.description.contains(footer))
    #expect(!ComparisonFigure(plain, theme: .light).picture().description.contains("nearby"))
  }
}

import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

@Suite("Range test figures")
struct RangeFigureTests {
  /// Surface, optimizer, noise.
  static let cases: [(String, String, Double)] = [
    ("ellipse100", "sgd", 0), ("rosenbrock", "adam", 0), ("beale", "momentum", 0), ("sphere", "sgd", 0),
    ("saddle", "sgd", 0), ("ackley", "adam", 0), ("rosenbrock", "sgd", 5), ("styblinski-tang", "nesterov", 0),
    ("six-hump-camel", "rmsprop", 0), ("parabola", "sgd", 0), ("monkey-saddle", "adagrad", 2),
    ("himmelblau", "rprop", 0),
    ("easom", "ema-momentum", 0),
  ]
  static let pages = [
    PageSize.usual, PageSize.least, Size(1152, 720), Size(400, 640), Size(1440, 360), Size(576, 250),
  ]

  private func find(
    _ surface: String, _ optimizer: String, noise: Double = 0, _ change: (inout RangeTerms) -> Void = { _ in }
  ) throws -> RangeFinding {
    let surface = try Catalogue().surface(named: surface)
    let type = try #require(OptimizerCatalogue.find(optimizer))
    let entrant = Entrant(optimizer: type.init(), label: type.identity.label, specification: optimizer)
    var terms = RangeTerms(start: surface.starts[0])
    (terms.noise, terms.steps) = (noise, 100)
    change(&terms)
    return try RangeFinding(entrant, on: surface, terms: terms)
  }

  private func check(_ finding: RangeFinding, _ name: String) {
    for page in Self.pages {
      let picture = RangeFigure(finding, theme: .light).picture(on: page)
      let texts = Written.texts(picture.marks)
      let sheet = Rect(0, 0, page.width, page.height)
      #expect(texts.count > 12)
      for text in texts where !text.box.corners.allSatisfy(sheet.contains) {
        Issue.record("\(name) \(page): '\(text.string)' leaves the page")
      }
      let overlaps = Written.overlaps(texts)
      #expect(overlaps.isEmpty, "\(name) \(page): \(overlaps)")
      #expect(corners(picture.marks).allSatisfy { abs($0.x) < 1e4 && abs($0.y) < 1e4 })
    }
  }

  @Test("texts stay on the page and apart, marks are finite", arguments: cases)
  func texts(surface: String, optimizer: String, noise: Double) throws {
    check(try find(surface, optimizer, noise: noise), "\(surface) \(optimizer)")
  }

  @Test("other conventions, linear sweeps, few points, bounds beside the best rate", arguments: SweepConvention.all)
  func terms(convention: SweepConvention) throws {
    for (from, to) in [(nil, nil), (1e-4, 1e-3), (1.0, 2.0), (1e-12, 1e-9)] as [(Double?, Double?)] {
      for (points, spacing) in [(20, Sweep.Spacing.exponential), (100, .linear)] {
        let finding = try find("rosenbrock", "sgd") { terms in
          (terms.from, terms.to, terms.points) = (from, to, points)
          (terms.spacing, terms.convention) = (spacing, convention)
        }
        check(finding, "\(convention.name) \(from ?? 0) \(to ?? 0) \(points) \(spacing)")
      }
    }
  }

  @Test("titles and sentences state what was found")
  func words() throws {
    func texts(_ finding: RangeFinding) -> String {
      let picture = RangeFigure(finding, theme: .light).picture()
      return picture.title + "|" + Written.texts(picture.marks).map(\.string).joined(separator: " ")
    }
    let ellipse = try find("ellipse100", "sgd") { terms in
      (terms.start, terms.from, terms.to) = ([-2.5, 1], 1e-5, 10)
    }
    let words = texts(ellipse)
    #expect(words.hasPrefix("Range test: all five rules stay below the best rate, by 2.6 to 482 times|"))
    #expect(words.contains("The smoothed minimum, 0.115, lies 5.9 times above the best rate: a run that"))
    #expect(words.contains("has passed the limit before its loss shows it."))
    #expect(words.contains("too small") && words.contains("learns") && words.contains("blows up"))
    #expect(
      words.contains("limit 2/λ_{max}") && words.contains("beyond: diverges") && words.contains("stops at 0.152:"))
    // Valley's rate is above the limit: it is near the best, and no praise.
    let lost = texts(try find("ellipse100", "sgd") { ($0.spacing, $0.steps) = (.linear, 500) })
    #expect(lost.hasPrefix("Range test: valley is 1.3 times off the best rate, and its run ends higher than it began"))
    let saddle = texts(try find("saddle", "sgd"))
    #expect(saddle.contains("no rate is best") && !saddle.contains("rate \u{00F7} best rate"))
    let edge = texts(try find("rosenbrock", "adam") { ($0.from, $0.to) = (1e-4, 0.01) })
    #expect(edge.contains("The best rate is the highest tried: a better one"))
    let gone = texts(try find("rosenbrock", "sgd") { ($0.from, $0.to) = (1, 2) })
    #expect(gone.contains("Every run at a constant rate is lost"))
    let camel = texts(try find("six-hump-camel", "sgd"))
    #expect(camel.contains("loss above its minimum after 100 steps"))
  }

  /// Signs at one rate stand above one another, at least their own height apart, and in the panel.
  @Test("no sign covers another")
  func signs() throws {
    for (surface, optimizer, noise) in Self.cases {
      let picture = RangeFigure(try find(surface, optimizer, noise: noise), theme: .light).picture()
      // Each sign is a filled path with a rim just before it.
      var centers: [Point] = []
      for (rim, fill) in zip(picture.marks, picture.marks.dropFirst()) {
        guard case .stroke(let edge, let stroke) = rim, case .fill(let path, _, _) = fill, edge == path,
          stroke.width == 2.2, let points = path.pieces.first?.points
        else { continue }
        centers.append(
          Point(
            (points.map(\.x).min() ?? 0) / 2 + (points.map(\.x).max() ?? 0) / 2,
            (points.map(\.y).min() ?? 0) / 2 + (points.map(\.y).max() ?? 0) / 2))
      }
      #expect(centers.count >= 10, "\(surface)")
      for first in centers.indices {
        for second in centers.indices where second > first {
          let distance = centers[first].distance(to: centers[second])
          #expect(distance > 4.6, "\(surface) \(optimizer): \(centers[first]) and \(centers[second])")
        }
      }
    }
  }

  @Test("the same finding gives the same picture; a footer may stand in a caption")
  func determinism() throws {
    let finding = try find("beale", "momentum")
    var figure = RangeFigure(finding, theme: .light)
    #expect(figure.picture() == RangeFigure(finding, theme: .light).picture())
    let caption = figure.caption
    #expect(caption.contains("brute force") && caption.contains("loss read before the step"))
    figure.hasFooter = false
    #expect(!Written.texts(figure.picture().marks).contains { $0.string.contains("brute force") })
  }
}

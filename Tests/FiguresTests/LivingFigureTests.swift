import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// Comparisons that move.
@Suite struct LivingFigureTests {
  private func living(
    _ name: String, _ names: [String] = ["sgd", "adam"], rates: RatePolicy = .tuned, theme: Theme = .light,
    steps: Int = 100
  ) throws -> (comparison: Comparison, grids: [RateGrid], picture: LivingPicture) {
    let surface = try Catalogue().surface(named: name)
    let entrants = names.compactMap(OptimizerCatalogue.find).map {
      Entrant(optimizer: $0.init(), label: $0.identity.label, specification: $0.identity.name)
    }
    let comparison = Comparison(
      entrants, on: surface, terms: Terms(start: surface.starts[0], steps: steps, rates: rates))
    let grids = comparison.rateGrids()
    return (comparison, grids, LivingFigure(comparison, rates: grids, theme: theme).picture)
  }

  /// In shares and on the axis of losses everything is where it was.
  @Test(arguments: ["rosenbrock", "beale", "booth", "himmelblau"]) func pathsAndLossesAreThoseOfTheRuns(
    _ name: String
  ) throws {
    let (comparison, grids, picture) = try living(name)
    let least = try #require(comparison.least)
    let window = comparison.surface.window
    for (grid, runner) in zip(grids, picture.runners) {
      #expect(runner.walks.count == 61 && runner.chosen == grid.chosen)
      for (run, walk) in zip(grid.runs, runner.walks) {
        #expect(walk.path.count <= run.trajectory.losses.count && walk.losses.count <= run.course.count)
        for (step, place) in walk.path.enumerated() where abs(place.x) < 10 && abs(place.y) < 10 {
          let x = window[0].lowerBound + place.x * (window[0].upperBound - window[0].lowerBound)
          let y = window[1].upperBound - place.y * (window[1].upperBound - window[1].lowerBound)
          #expect(abs(x - run.trajectory.coordinate(0, step)) <= 1e-9 * max(1, abs(x)))
          #expect(abs(y - run.trajectory.coordinate(1, step)) <= 1e-9 * max(1, abs(y)))
        }
        for (position, loss) in zip(walk.losses, run.course) {
          #expect(position.bitPattern == Scale.logarithmic(base: 0).position(loss - least).bitPattern)
        }
      }
    }
  }

  /// Who ends outside is seen up to where it goes out, with the one point outside that tells the direction.
  @Test func whoLeavesForGoodIsCut() throws {
    let (comparison, grids, picture) = try living("rosenbrock", ["sgd", "momentum"], rates: .same(0.02))
    for (grid, runner) in zip(grids, picture.runners) {
      let walk = runner.walks[0]
      #expect(!grid.runs[0].trajectory.isFinite && walk.ending.contains("diverged") && walk.mood == .bad)
      let outside = walk.path.map { !(0...1).contains($0.x) || !(0...1).contains($0.y) }
      #expect(outside.last == true && outside.dropLast().allSatisfy { !$0 })
      #expect(walk.losses.count == (grid.runs[0].departure ?? 0) + 1)
    }
    #expect(comparison.runs.count == picture.runners.count)
  }

  /// The words are those of the still figure.
  @Test func wordsAreThoseOfTheStillFigure() throws {
    let (comparison, grids, picture) = try living("rosenbrock")
    let still = ComparisonFigure(comparison, theme: .light)
    #expect(picture.title == still.picture().title)
    #expect(still.caption.hasSuffix(picture.key) && still.caption.contains(picture.terms))
    let texts = Written.texts(still.picture().marks).map(\.string)
    for (runner, run) in zip(picture.runners, comparison.runs) {
      let walk = runner.walks[runner.chosen]
      for word in [runner.name, walk.rate, walk.finalLoss, walk.ending] { #expect(texts.contains(word), "\(word)") }
      #expect(runner.name == run.entrant.label)
    }
    var bare = LivingFigure(comparison, rates: grids, theme: .dark)
    (bare.title, bare.hasFooter) = ("Mine", false)
    #expect(bare.picture.title == "Mine" && bare.picture.terms.isEmpty && bare.picture.key.isEmpty)
    #expect(bare.caption.contains(picture.terms))
  }

  /// The pictures under the lines hold no path, are named apart, and nothing on them overlaps or is cut off.
  @Test(arguments: ["rosenbrock", "saddle", "ackley", "parabola", "x-cos", "bilinear-game", "house-prices"])
  func groundsAreTidy(_ name: String) throws {
    let (comparison, _, picture) = try living(name)
    #expect(picture.views.count == 2)
    let grounds = picture.views.flatMap { [$0.map, $0.losses] }
    let pictures = grounds.flatMap { [$0.below, $0.above] }
    #expect(Set(pictures.map(\.title)).count == 8)
    let hues = Set(picture.runners.map(\.hue))
    for ground in grounds {
      let sheet = Rect(0, 0, ground.below.size.width, ground.below.size.height)
      #expect(ground.above.size == ground.below.size && ground.above.background.alpha == 0)
      let marks = ground.below.marks + ground.above.marks
      let texts = Written.texts(marks)
      #expect(texts.count >= 5)
      #expect(texts.allSatisfy { $0.box.corners.allSatisfy(sheet.contains) })
      #expect(Written.overlaps(texts).isEmpty, "\(Written.overlaps(texts))")
      let painted = Written.marks(marks).compactMap { mark in
        switch mark {
        case .fill(_, let color, _): color
        case .stroke(_, let stroke): stroke.color
        case .text, .clip, .group, .image: nil
        }
      }
      #expect(hues.isDisjoint(with: painted))
      for box in [ground.box] + [ground.strip].compactMap(\.self) {
        #expect(sheet.contains(Point(box.x, box.y)) && sheet.contains(Point(box.maxX, box.maxY)))
      }
    }
    let isCurve = comparison.surface.dimension == 1
    #expect(picture.views.allSatisfy { ($0.map.strip != nil) == isCurve })
    #expect(picture.depths.count == (isCurve ? 101 : 0) && picture.axes.count == comparison.surface.dimension)
    #expect(zip(picture.depths, picture.depths.dropFirst()).allSatisfy { $0 < $1 && $1 < 1 })
    #expect(picture.signs.allSatisfy { (0...1).contains($0.x) && (0...1).contains($0.y) })
  }

  /// A simplex is there with its corners, step by step, and only where there is one.
  @Test func companionsComeAlong() throws {
    let (_, _, picture) = try living("rosenbrock", ["nelder-mead", "sgd"])
    let simplex = try #require(picture.runners.first { $0.name == "Nelder-Mead" }).companions
    #expect(simplex.count > 12 && simplex.allSatisfy { $0.shape == .outline && (1...3).contains($0.points.count) })
    #expect(zip(simplex, simplex.dropFirst()).allSatisfy { $0.step < $1.step })
    #expect(picture.runners.first { $0.name == "SGD" }?.companions.isEmpty == true)
  }
}

import Calculus
import Drawing
import Experiments
import Figures
import Surfaces
import Testing

/// Figures of schedules, and rates in figures of comparisons.
@Suite struct ScheduleFigureTests {
  private static let sets = [
    ["cosine"], ["cosine", "one-cycle", "sgdr"], ["momentum=ramp"], ["ramp", "sutskever", "demon"],
    [
      "step", "multi-step", "piecewise", "exponential", "inverse-time", "polynomial", "rex", "tanh", "wsd", "noam",
      "triangular", "exp-range",
    ],
    ["linear:start_factor=0.001,total_iters=20@10%+cosine-decay:alpha=0.01,exponent=2", "warmup@1+constant"],
  ]

  private func figure(_ texts: [String], steps: Int = 200) throws -> ScheduleFigure {
    ScheduleFigure(try texts.map { try ScheduleCourse($0, base: 0.1, steps: steps) }, base: 0.1, theme: .dark)
  }

  @Test(arguments: sets) func textsStayOnThePageAndApart(_ texts: [String]) throws {
    for page in [PageSize.usual, PageSize.least, Size(1152, 720), Size(400, 640)] {
      for steps in [1, 2, 200] {
        let picture = try figure(texts, steps: steps).picture(on: page)
        let written = Written.texts(picture.marks)
        for text in written where !text.box.corners.allSatisfy(Rect(0, 0, page.width, page.height).contains) {
          Issue.record("\(page), \(steps): '\(text.string)' leaves the page")
        }
        let overlaps = Written.overlaps(written)
        #expect(overlaps.isEmpty, "\(texts) \(page) \(steps): \(overlaps)")
      }
    }
  }

  @Test func momentumStandsInAPanelOfItsOwn() throws {
    func titles(_ texts: [String]) throws -> [String] {
      Written.texts(try figure(texts).picture().marks).map(\.string).filter {
        ["rate", "momentum", "beta2"].contains($0)
      }
    }
    #expect(try titles(["cosine"]) == ["rate"])
    #expect(try titles(["one-cycle"]) == ["rate", "momentum"])
    #expect(try titles(["ramp"]) == ["momentum"])
    #expect(try titles(["beta2=ramp"]) == ["beta2"])
  }

  /// A restart is named once and marked each time.
  @Test func restartsAreMarked() throws {
    let strings = Written.texts(try figure(["sgdr:T_0=20"]).picture().marks).map(\.string)
    #expect(strings.count { $0 == "restart" } == 1)
    #expect(
      try ScheduleCourse("sgdr:T_0=20", base: 0.1, steps: 200).phases.map(\.firstStep)
        == Array(stride(from: 21, to: 200, by: 20)))
  }

  // MARK: - In comparisons

  private func comparison(_ schedules: [String], _ optimizers: [String]) throws -> Comparison {
    let plans = try schedules.map { try PlanSpecification.plan([$0]) }
    let entrants = try optimizers.map { try Entrant($0) }.under(plans)
    let surface = try Catalogue().surface(named: "beale")
    return Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 60))
  }

  @Test func theRateIsShownWhereItMoves() throws {
    func headings(_ schedules: [String]) throws -> [String] {
      Written.texts(ComparisonFigure(try comparison(schedules, ["sgd", "adam"]), theme: .light).picture().marks)
        .map(\.string)
    }
    #expect(try headings(["cosine"]).contains("rate ÷ base rate"))
    #expect(!(try headings(["constant"])).contains("rate ÷ base rate"))
    #expect(!(try headings(["momentum=constant"])).contains("rate ÷ base rate"))
  }

  @Test(arguments: [1, 2, 5, 12]) func figuresWithRatesAreClean(_ count: Int) throws {
    let schedules = [
      "cosine", "step", "sgdr", "wsd", "rex", "one-cycle:cycle_momentum=false", "tanh", "linear", "noam", "exponential",
      "polynomial", "triangular2:cycle_momentum=false",
    ]
    let comparison = try comparison(Array(schedules.prefix(count)), ["adam"])
    for page in [PageSize.usual, PageSize.least, Size(1152, 720)] {
      var figure = ComparisonFigure(comparison, theme: .light)
      figure.tellsRunsApart = true
      figure.colorsByRate = true
      let texts = Written.texts(figure.picture(on: page).marks)
      #expect(Written.overlaps(texts).isEmpty, "\(count) \(page): \(Written.overlaps(texts))")
    }
  }

  /// Under step decay by a half at the middle a path has two colours, and a third where the rate falls to zero.
  @Test func pathsAreColouredByRate() throws {
    var figure = ComparisonFigure(try comparison(["step:step_size=30,gamma=0.5"], ["sgd"]), theme: .light)
    func hues() -> Set<Color> {
      Set(
        Written.marks(figure.picture().marks).compactMap { mark in
          if case .stroke(_, let stroke) = mark, stroke.width == 1.35 { stroke.color } else { nil }
        })
    }
    let usual = hues()
    #expect(usual.count == 1)
    figure.colorsByRate = true
    let tinted = hues()
    #expect(tinted == [Theme.light.tint(1), Theme.light.tint(0.5)] && tinted.isDisjoint(with: usual))
  }
}

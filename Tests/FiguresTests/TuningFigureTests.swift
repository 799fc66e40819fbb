import Drawing
import Experiments
import Figures
import Optimizers
import Surfaces
import Testing

/// The figure of searches on pages of several sizes.
@Suite struct TuningFigureTests {
  private func tuning(
    _ names: [String], over axes: [String], on name: String = "beale", kinds: [SearchKind] = SearchKind.allCases,
    budget: Int = 16, repeats: Int = 3
  ) throws -> Tuning {
    let surface = try Catalogue().surface(named: name)
    let terms = Terms(start: surface.starts[0], steps: 60)
    let settings = try names.map { try SearchSetting(try Entrant($0), over: axes, on: surface, terms: terms) }
    return Tuning(settings, by: kinds, budget: budget, repeats: repeats, threads: 2)
  }

  private func check(_ tuning: Tuning, _ what: String) {
    for (theme, page) in [
      (Theme.light, PageSize.usual), (.dark, PageSize.least), (.print, Size(576, 576)), (.light, Size(900, 400)),
    ] {
      let picture = TuningFigure(tuning, theme: theme).picture(on: page)
      let texts = Written.texts(picture.marks)
      let sheet = Rect(0, 0, page.width, page.height)
      #expect(Written.overlaps(texts) == [], "\(what) on \(page)")
      #expect(texts.filter { !$0.box.corners.allSatisfy(sheet.contains) }.map(\.string) == [], "\(what) on \(page)")
    }
  }

  @Test("texts keep apart, for any number of axes and strategies")
  func texts() throws {
    check(try tuning(["adam"], over: ["lr"]), "one axis")
    check(try tuning(["adam"], over: ["lr", "beta1"]), "two axes")
    check(try tuning(["adam"], over: ["lr", "beta1", "beta2", "eps", "weight_decay"]), "five axes")
    check(try tuning(["rmsprop"], over: ["eps", "alpha"], kinds: [.random]), "one strategy")
    check(try tuning(["momentum"], over: ["lr", "momentum"], kinds: [.grid, .random, .bayesian]), "three strategies")
    check(try tuning(["adam"], over: ["lr"], budget: 1, repeats: 1), "one trial")
  }

  @Test("several optimizers have a panel each", arguments: [2, 3, 5, 8, 12])
  func several(_ count: Int) throws {
    let names = ["sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw", "nadam", "lion"]
    let all = Array((names + ["adamax", "radam"]).prefix(count))
    let tuning = try tuning(all, over: ["lr"], budget: 8, repeats: 2)
    check(tuning, "\(count) optimizers")
    let texts = Written.texts(TuningFigure(tuning, theme: .light).picture().marks).map(\.string)
    for setting in tuning.settings { #expect(texts.contains(setting.entrant.label)) }
  }

  @Test("the title says who is first, and how many settings each strategy has tried")
  func words() throws {
    let tuning = try tuning(["adam"], over: ["lr", "beta1"], budget: 16)
    let picture = TuningFigure(tuning, theme: .light).picture()
    let texts = Written.texts(picture.marks).map(\.string)
    #expect(picture.title.hasPrefix("Adam on Beale: "))
    #expect(texts.contains("tries 4 lr, 4 beta1") && texts.contains("tries 16 lr, 16 beta1"))
    let first = tuning.summaries(of: 0).compactMap(\.trialsUntilNear).min()
    #expect(picture.title.contains("after \(first ?? -1) trial") == (first != nil))
    var worded = TuningFigure(tuning, theme: .light)
    worded.title = "Mine"
    worded.hasFooter = false
    #expect(worded.picture().title == "Mine")
    #expect(!Written.texts(worded.picture().marks).contains { $0.string.contains("trials for each strategy") })
    #expect(worded.caption.contains("16 trials for each strategy"))
  }
}

import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

@Suite("Searches of settings")
struct SearchTests {
  private func setting(
    _ optimizer: String, over axes: [String], on name: String = "rosenbrock", steps: Int = 100, noise: Double = 0,
    seed: UInt64 = 0
  ) throws -> SearchSetting {
    let surface = try card(name)
    let terms = Terms(start: surface.starts[0], steps: steps, noise: noise, seed: seed)
    return try SearchSetting(try Entrant(optimizer), over: axes, on: surface, terms: terms)
  }

  /// On half the square of x from 3 a step at rate r multiplies x by 1 - r.
  @Test("scores are those that a hand works out")
  func scores() throws {
    let surface = try card("parabola")
    let terms = Terms(start: surface.starts[0], steps: 10)
    let setting = try SearchSetting(
      try Entrant("sgd"), over: ["lr=0.0..4.0:linear"], on: surface, terms: terms)
    // Rates 0.5 and 0.2, then 1.99..., 3 and 4, which throw the point across or out.
    let trials = setting.trials(at: [[0.125], [0.05], [0.75], [0.999_999_999]])
    #expect(agrees(trials[0].score, -20 * 0.301_029_995_663_981_2, to: 1e-12) && trials[0].ending == .converged)
    #expect(trials[0].settings == [0.5] && trials[0].arrival == 10)
    #expect(agrees(trials[1].score, 20 * -0.096_910_013_008_056_4, to: 1e-9) && trials[1].ending == .calm)
    #expect(agrees(trials[1].finalLoss / setting.firstLoss, 0.011_529_215_046_068_5, to: 1e-9))
    // At rate 3 the point doubles and turns: a thousand times as far, and not calm.
    #expect(trials[2].score == SearchTrial.worst && trials[2].ending == .restless)
    #expect(trials[3].score == SearchTrial.worst)
    #expect(trials.best?.point == [0.125])
  }

  @Test("a rate scores as in the tuning of rates", arguments: ["sgd", "momentum", "adam"])
  func agreesWithTuning(name: String) throws {
    let surface = try card("booth")
    let start = surface.starts[0]
    let optimizer = try optimizer(name)
    let least = try #require(surface.leastLoss)
    let tuning = try #require(RateTuning(optimizer, on: surface, start: start, steps: 100, least: least))
    let setting = try setting(name, over: ["lr"], on: "booth")
    let rates = tuning.trials
    let trials = setting.trials(at: rates.map { [min(max(setting.axes[0].share(of: $0.rate), 1e-9), 1 - 1e-9)] })
    for (trial, rate) in zip(trials, rates) where rate.isCalm {
      #expect(abs(trial.score - min(rate.score, 0)) < 1e-5, "rate \(rate.rate)")
    }
    #expect(zip(trials, rates).contains { $1.isCalm && $0.score < -1 })
  }

  @Test("a trial is the same alone, among others and with other knobs beside it")
  func sameAlone() throws {
    let setting = try setting("adam", over: ["lr", "beta1"])
    let points = [[0.8, 0.9], [0.9, 0.9], [0.85, 0.3], [0.99, 0.3], [0.9, 0.9]]
    let together = setting.trials(at: points)
    for (point, trial) in zip(points, together) {
      let alone = setting.trials(at: [point])[0]
      #expect(alone.score.bitPattern == trial.score.bitPattern && alone.arrival == trial.arrival)
      #expect(alone.finalLoss.bitPattern == trial.finalLoss.bitPattern && alone.ending == trial.ending)
    }
  }

  @Test("with noise a trial is the median of five seeds")
  func noise() throws {
    let quiet = try setting("sgd", over: ["lr"], on: "booth")
    let noisy = try setting("sgd", over: ["lr"], on: "booth", noise: 1)
    let other = try setting("sgd", over: ["lr"], on: "booth", noise: 1, seed: 7)
    #expect(quiet.seeds == 1 && noisy.seeds == 5)
    let scores = [quiet, noisy, other].map { $0.trials(at: [[0.8]])[0].score }
    #expect(Set(scores).count == 3 && scores[0] < scores[1])
  }

  @Test("searches depend on the seed, and not on the threads")
  func deterministic() throws {
    func scores(seed: UInt64, threads: Int) throws -> [[Double]] {
      let settings = try ["adam", "rmsprop"].map { try setting($0, over: ["lr", "eps"], seed: seed) }
      let tuning = Tuning(settings, budget: 20, repeats: 2, threads: threads)
      return tuning.settings.indices.flatMap { entry in
        tuning.kinds.flatMap { kind in tuning.courses(kind, for: entry).map { $0.trials.map(\.score) } }
      }
    }
    let once = try scores(seed: 1, threads: 1)
    #expect(once.count == 16 && once.allSatisfy { $0.count == 20 })
    #expect(try scores(seed: 1, threads: 3) == once)
    #expect(try scores(seed: 2, threads: 1) != once)
    // Each search has luck of its own.
    #expect(Set(once).count == 16)
  }

  @Test("summaries are medians of the searches")
  func summaries() throws {
    let tuning = Tuning([try setting("adam", over: ["lr"])], by: [.random], budget: 20, repeats: 3)
    let curves = tuning.courses(.random, for: 0).map(\.bestSoFar)
    let summary = tuning.summaries(of: 0)[0]
    #expect(curves.count == 3 && summary.bands.count == 20)
    for trial in 0..<20 {
      let sorted = curves.map { $0[trial] }.sorted()
      #expect(summary.bands[trial].middle == sorted[1])
      #expect(summary.bands[trial].lower == (sorted[0] + sorted[1]) / 2)
      #expect(abs(summary.bands[trial].upper - (sorted[1] + sorted[2]) / 2) < 1e-15)
    }
    let best = try #require(tuning.best(of: 0))
    #expect(best.score == curves.compactMap(\.last).min() && tuning.goal(of: 0) == 0.9 * best.score)
    let near = curves.map { curve in curve.firstIndex { $0 <= 0.9 * best.score }.map { $0 + 1 } ?? .max }.sorted()
    #expect(summary.trialsUntilNear == (near[1] == .max ? nil : near[1]))
  }

  @Test("the ground is made of trials at its nodes")
  func field() throws {
    let setting = try setting("momentum", over: ["lr", "momentum"], steps: 50)
    let field = setting.field(columns: 5, rows: 3, through: [0.5, 0.5], threads: 2)
    #expect(field.scores.count == 15)
    #expect(field.scores[1 * 5 + 2] == setting.trials(at: [[0.5, 0.5]])[0].score)
    #expect(field.alongFirst == (0..<5).map { column in (0..<3).map { field.scores[$0 * 5 + column] }.min() })
    #expect(field.alongSecond == (0..<3).map { row in field.scores[(row * 5)..<(row * 5 + 5)].min() })
  }

  @Test("a rate that is not searched for is given, or tuned")
  func rate() throws {
    #expect(try setting("adam:lr=0.3", over: ["beta1"]).rate == 0.3)
    #expect(try setting("adam", over: ["lr"]).rate == nil)
    let tuned = try #require(try setting("adam", over: ["beta1"]).rate)
    let surface = try card("rosenbrock")
    let tuning = RateTuning(try optimizer("adam"), on: surface, start: surface.starts[0], steps: 100, least: 0)
    #expect(tuned == tuning?.choice.rate)
  }

  @Test(
    "a search that makes no sense says why",
    arguments: [
      ("adam", ["lr", "beta3"], "rosenbrock", "has no knob 'beta3'"), ("sgd", ["lr", "lr"], "rosenbrock", "twice"),
      ("newton", ["lr=1..2"], "rosenbrock", "no knob 'lr'"), ("adam", ["lr"], "saddle", "no known minimum"),
      ("adam:lr=0.1", ["lr"], "rosenbrock", "leave lr=0.1 out"),
      ("adam", ["lr", "beta1", "beta2", "eps", "weight_decay", "lr", "x"], "rosenbrock", "one to 6 axes, not 7"),
    ])
  func refuses(optimizer: String, axes: [String], surface: String, words: String) {
    #expect {
      try setting(optimizer, over: axes, on: surface)
    } throws: { error in
      "\(error)".contains(words)
    }
  }
}

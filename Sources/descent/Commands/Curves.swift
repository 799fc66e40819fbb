import ArgumentParser
import Experiments
import Surfaces

/// `descent curves`: one optimizer at several rates, each with a verdict.
struct ShowCurves: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "curves",
    abstract: "Training curves of one optimizer at several rates, each with a verdict and a remedy.",
    discussion: """
      descent curves rosenbrock
      """)

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Curves") var curvesOptions: CurvesOptions

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrant = try curvesOptions.entrant(after: names)
    let curves = try Curves(
      entrant, on: surface, rates: try curvesOptions.rates(of: entrant),
      terms: try curvesOptions.terms(for: entrant, on: surface))
    print("best", curves.bestRate ?? .nan, "lost from", curves.sweep.lowestLost ?? .nan)
    var last: CurveVerdict?
    for trial in curves.sweep.trials {
      if trial.verdict != last {
        print(
          "  ", trial.rate, trial.verdict, trial.facts.level, trial.facts.arrival ?? -1, trial.facts.turning,
          trial.facts.rising)
      }
      last = trial.verdict
    }
    for run in curves.runs { print(run.rate, run.verdict, run.facts.level, run.remedy) }
  }
}

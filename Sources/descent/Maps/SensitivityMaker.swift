import Calculus
import Experiments
import Figures
import Optimizers
import Surfaces

/// Makes sensitivity curves: several optimizers over the rate.
struct SensitivityMaker {
  let request: MapRequest

  func make() throws {
    let options = request.options
    try options.checkKnobs(request.over)
    try options.checkSingle(request.over)
    _ = try request.figureRequest()
    let threads = try options.threadOptions.count()
    let entrants = try request.entrants()
    for entrant in entrants {
      guard type(of: entrant.optimizer).identity.defaultRate != nil else {
        throw Refusal.asked("\(entrant.label) finds its own step lengths, so it has no rate to vary; leave it out")
      }
      guard entrant.rate == nil else {
        throw Refusal.asked("the rate is varied; leave lr out of '\(entrant.specification)'")
      }
    }
    let count = try options.counts(usual: [601])[0]
    let terms = try options.terms(on: request.surface, runs: count * entrants.count)
    try request.check(entrants, terms)
    let axis = try axis(entrants, terms)
    let progress = Progress("sensitivity", of: entrants.count)
    defer { progress.end() }
    let sensitivity = Sensitivity(
      entrants, on: request.surface, over: axis, count: count, terms: terms, threads: threads
    ) { progress.show($0) }
    progress.end()
    guard let sensitivity else {
      throw Refusal.asked(
        "'\(request.surface.name)' has no minimum below its start to come near to, so no rate is good; choose another surface or start"
      )
    }
    let numbers = SensitivityNumbers(sensitivity)
    try request.publish(
      numbers.forms, report: numbers.report, caption: { SensitivityFigure(sensitivity, theme: $0.theme).caption },
      picture: { asked in
        var figure = SensitivityFigure(sensitivity, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        return figure.picture(on: asked.size)
      })
  }

  /// One axis for all: as it was typed, or where something happens to anybody.
  private func axis(_ entrants: [Entrant], _ terms: Terms) throws -> Axis {
    guard let first = entrants.first else { throw Refusal.asked("name at least one optimizer") }
    return try reading {
      let usual =
        request.over.contains("=") ? nil : Sensitivity.usualRange(of: entrants, on: request.surface, terms: terms)
      let axis = try Axis(request.over, of: first.optimizer, rates: usual)
      guard axis.isRate, axis.scale == .log else {
        throw Refusal.asked(
          axis.isRate
            ? "how wide the good region is counts in decades; leave ':linear' out"
            : "sensitivity is shown over the rate; write --over lr, or a second knob as in --over lr,\(axis.name)")
      }
      return axis
    }
  }
}

import Calculus
import Experiments
import Figures
import Surfaces

/// Makes an invariance test: steps while the surface turns, or grows steeper in one direction.
struct InvarianceMaker {
  let request: MapRequest
  let change: InvarianceTest.Change

  func make() throws {
    let options = request.options
    try options.checkSingle(request.over)
    _ = try request.figureRequest()
    let threads = try options.threadOptions.count()
    let surface = request.surface
    try checkSurface(surface)
    let entrants = try request.entrants()
    let count = try options.counts(usual: [31])[0]
    guard count >= 2, count <= 10_000 else {
      throw Refusal.asked("--cells \(count) is no number of values; it lies from 2 to 10000")
    }
    let values = try axis().stops(count)
    // Each rate is tuned by 61 runs.
    let terms = try options.terms(
      on: surface, runs: entrants.count * (count + 61 * (options.tuneEach ? count : 1)),
      usualSteps: change == .rotation ? 2000 : 5000)
    try request.check(entrants, terms)
    let goal = try options.within.map { try Numbers.positive($0, what: "--within") }
    let progress = Progress("invariance", of: entrants.count)
    defer { progress.end() }
    let test = try reading {
      try InvarianceTest(
        entrants, on: surface, changing: change, values: values, terms: terms, goal: goal,
        tunesEach: options.tuneEach, threads: threads
      ) { progress.show($0) }
    }
    progress.end()
    let numbers = InvarianceNumbers(test)
    try request.publish(
      numbers.forms, report: numbers.report, caption: { InvarianceFigure(test, theme: $0.theme).caption },
      picture: { asked in
        var figure = InvarianceFigure(test, theme: asked.theme)
        figure.title = asked.title
        figure.hasFooter = asked.caption == nil
        return figure.picture(on: asked.size)
      })
  }

  private func checkSurface(_ surface: Surface) throws {
    guard !surface.isGame, surface.leastLoss != nil else {
      throw Refusal.asked(
        "'\(surface.name)' has no known minimum, so there are no steps to it; choose a surface that has one")
    }
    guard surface.objective.value(at: surface.starts[0]) > (surface.leastLoss ?? 0) else {
      throw Refusal.asked("the start is no higher than the minimum, so there is no way to go; choose another")
    }
    guard change == .condition, !surface.parameters.contains(where: { $0.name == "condition" }) else { return }
    throw Refusal.asked(
      "--over condition needs a surface with a parameter 'condition', such as ellipse100 or ellipse100rot, and '\(surface.name)' has none"
    )
  }

  private func axis() throws -> Axis {
    let parts = request.over.split(separator: "=", maxSplits: 1).map(\.trimmed)
    let usual = change == .rotation ? 0.0...90.0 : 1.0...1000.0
    guard parts.count == 2 else {
      return Axis(change, range: usual)
    }
    let ends = parts[1].replacing("..", with: " ").split(separator: " ").map { Double($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low.isFinite, high.isFinite, low < high else {
      let example = change == .rotation ? "rotation=0..45" : "condition=1..1000"
      throw Refusal.asked("'\(parts[1])' is no range from a lower to a higher number; write --over \(example)")
    }
    guard change == .rotation || low > 0 else {
      throw Refusal.asked(
        "a condition number is above 0, and --over \(request.over) begins at \(Numbers.shortest(low))")
    }
    return Axis(change, range: low...high)
  }
}

extension Axis {
  /// The axis of what is changed about a surface.
  init(_ change: InvarianceTest.Change, range: ClosedRange<Double>) {
    self.init(
      name: change.rawValue, range: range, scale: change == .rotation ? .linear : .log, differsFromRunToRun: false)
  }
}

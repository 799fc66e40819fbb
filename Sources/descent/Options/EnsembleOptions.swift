import ArgumentParser
import Calculus
import Experiments
import Surfaces

/// Many runs of one optimizer, each with its own luck.
struct EnsembleOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How many runs from the same start, each with its own luck; needs --noise or --batch.", valueName: "n"))
  var runs: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The steps at which clouds of runs are shown, with commas between.", valueName: "n,n"))
  var at: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "At a saddle: strengths of noise for which the step of escape is measured (default: seven around --noise).",
      valueName: "s,s"))
  var noises: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "At a saddle: how far from it counts as gone (default: half way to the nearest minimum or the edge of the window).",
      valueName: "distance"))
  var escape: String?

  /// The most steps at which clouds are shown.
  private static let mostClouds = 8
  /// The most strengths of noise.
  private static let mostNoises = 24

  /// Refuses what only an ensemble has, where none is asked for.
  func checkUnused() throws {
    let options = [("--at", at), ("--noises", noises), ("--escape", escape)]
    guard let option = options.first(where: { $0.1 != nil })?.0 else { return }
    throw Refusal.asked("\(option) goes with an ensemble; give --runs too, as in --runs 1000 --noise 0.1")
  }

  /// What was asked, read and checked; the surface tells how large a run is.
  func request(_ runs: String, for entrants: [Entrant], on surface: Surface, terms: Terms) throws -> Ensemble.Request {
    guard terms.stop == nil else {
      throw Refusal.asked("the runs of an ensemble take every step; leave out --stop")
    }
    guard !surface.isGame else {
      throw Refusal.asked(
        "'\(surface.name)' is a game, whose value is not to fall, so an ensemble has nothing to sum up; use 'descent compare'"
      )
    }
    if let entrant = entrants.first(where: { !Ensemble.hasLuck($0, on: surface, terms: terms) }) {
      let rows = surface.data == nil ? "" : ", or --batch 8"
      throw Refusal.asked(
        "without noise all \(runs) runs of \(entrant.specification) would be the same; give --noise 0.1\(rows)")
    }
    let steps = try at.map { try Self.steps($0, of: terms.steps) } ?? []
    var request = Ensemble.Request(
      runs: try RunNumbers.ensemble(runs, steps: terms.steps, chosen: steps.count, dimension: surface.dimension))
    request.steps = steps
    request.noises = try noises.map(Self.strengths) ?? []
    request.threshold = try escape.map { try Numbers.positive($0, what: "--escape") }
    try checkSaddle(on: surface, terms)
    return request
  }

  /// Escape is measured where runs start at a saddle.
  private func checkSaddle(on surface: Surface, _ terms: Terms) throws {
    guard let option = noises != nil ? "--noises" : escape != nil ? "--escape" : nil else { return }
    let threshold = try escape.map { try Numbers.positive($0, what: "--escape") }
    guard noises == nil || terms.noise > 0 else {
      throw Refusal.asked(
        "--noises measures escape at other strengths of noise; give the ensemble its own with --noise")
    }
    guard EscapeGate(on: surface, from: terms.start, threshold: threshold) == nil else { return }
    let place = terms.start.map(Numbers.shortest).joined(separator: ", ")
    throw Refusal.asked(
      "\(option) measures escape from a saddle, and runs from (\(place)) on \(surface.name) start at none; leave it out, or move --start"
    )
  }

  private static func steps(_ text: String, of last: Int) throws -> [Int] {
    let steps = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let step = Int(String(part).trimmed), (1...last).contains(step) else {
        throw Refusal.asked("--at names steps from 1 to \(last) with commas between, as in 10,50,200, not '\(part)'")
      }
      return step
    }
    let distinct = Set(steps).sorted()
    guard distinct.count == steps.count else {
      throw Refusal.asked("--at \(text) names a step twice; keep one of them")
    }
    guard distinct.count <= mostClouds else {
      throw Refusal.asked("--at takes at most \(mostClouds) steps, not \(distinct.count)")
    }
    return distinct
  }

  private static func strengths(_ text: String) throws -> [Double] {
    let noises = try Numbers.list(text, what: "each of --noises")
    guard noises.allSatisfy({ $0 > 0 }) else { throw Refusal.asked("each of --noises must be above 0") }
    guard Set(noises).count == noises.count else {
      throw Refusal.asked("--noises \(text) names a strength twice; keep one of them")
    }
    guard noises.count <= mostNoises else {
      throw Refusal.asked("--noises takes at most \(mostNoises) strengths, not \(noises.count)")
    }
    return noises
  }

  /// What differs from another ensemble, for the name of a file.
  var nameParts: [String?] {
    [
      runs.map { "\($0)-runs" }, at.map { "at-\($0)" }, noises.map { "noises-\($0)" }, escape.map { "escape-\($0)" },
    ]
  }
}

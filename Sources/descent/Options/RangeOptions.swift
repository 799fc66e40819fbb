import ArgumentParser
import Experiments

/// How a range test is made, and how much truth stands beside it.
struct RangeOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The lowest rate of the sweep (default: found).", valueName: "rate"))
  var from: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The highest rate of the sweep (default: found).", valueName: "rate"))
  var to: String?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many rates the sweep has, at least 20.", valueName: "n"))
  var points: String = "100"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How the rates are spread: exponential or linear.", valueName: "spacing"))
  var sweep: String = "exponential"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Whose spacing, smoothing, stop and rules: descent, fastai, torch-lr-finder or lightning.", valueName: "name"))
  var convention: String = "descent"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Which rule --quiet follows: valley, slide, minimum, steep, steep-per-index, steep-per-rate, or best.",
      discussion: "'best' is the best constant rate found by trying. Default: valley, or the convention's own.",
      valueName: "rule"))
  var rule: String?

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional,
    help: ArgumentHelp("How many steps a run at a constant rate takes.", valueName: "n"))
  var steps: String = "500"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many constant rates are tried.", valueName: "n"))
  var ratesTried: String = "200"

  @OptionGroup var noiseOptions: NoiseOptions

  @OptionGroup var threadOptions: ThreadOptions

  /// The most steps of all runs together: some seconds.
  private static let mostSteps = 2_000_000_000

  /// What was asked, read and checked.
  func terms(start: [Double]) throws -> RangeTerms {
    var terms = RangeTerms(start: start)
    terms.from = try from.map { try Numbers.positive($0, what: "--from") }
    terms.to = try to.map { try Numbers.positive($0, what: "--to") }
    for (end, text, name) in [(terms.from, from, "--from"), (terms.to, to, "--to")] {
      guard let end, !Sweep.bounds.contains(end) else { continue }
      throw Refusal.asked("\(name) must lie between 1e-300 and 1e300, not at \(text ?? "")")
    }
    if let from = terms.from, let to = terms.to, from >= to {
      throw Refusal.asked(
        "the sweep goes from the lower rate to the higher; --from \(self.from ?? "") --to \(self.to ?? "") does not: swap them"
      )
    }
    terms.points = try count(points, "--points", 20...100_000)
    terms.steps = try count(steps, "--steps", 1...100_000_000)
    terms.ratesTried = try count(ratesTried, "--rates-tried", 10...1_000_000)
    (terms.noise, terms.seed) = try noiseOptions.read()
    guard terms.steps <= Self.mostSteps / terms.ratesTried else {
      throw Refusal.asked(
        "--steps \(terms.steps) at --rates-tried \(terms.ratesTried) would take very long; try fewer rates or steps")
    }
    guard let spacing = Sweep.Spacing(rawValue: sweep.lowercased()) else {
      let names = Sweep.Spacing.allCases.map(\.rawValue)
      throw Refusal.unknown("sweep", sweep, among: names, list: "descent help find-lr")
    }
    terms.spacing = spacing
    guard let named = SweepConvention.find(convention) else {
      let names = SweepConvention.all.map(\.name)
      throw Refusal.unknown("convention", convention, among: names, list: "descent help find-lr")
    }
    terms.convention = named
    return terms
  }

  /// The rule whose rate `--quiet` prints; nil for the best rate.
  func quietRule(of convention: SweepConvention) throws -> SuggestionRule? {
    guard let rule else { return convention.defaultRule }
    if rule == "best" { return nil }
    guard let named = SuggestionRule(rawValue: rule.lowercased()) else {
      let names = SuggestionRule.allCases.map(\.rawValue) + ["best"]
      throw Refusal.unknown("rule", rule, among: names, list: "descent help find-lr")
    }
    return named
  }

  private func count(_ text: String, _ name: String, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw Refusal.asked(
        "\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  /// What differs from the usual test, for the name of a file.
  var nameParts: [String?] {
    [
      from.map { "low-\($0)" }, to.map { "high-\($0)" }, points == "100" ? nil : "\(points)-points",
      sweep == "exponential" ? nil : sweep, convention == "descent" ? nil : convention,
      steps == "500" ? nil : "\(steps)-steps", ratesTried == "200" ? nil : "\(ratesTried)-rates",
      noiseOptions.namePart,
    ]
  }
}

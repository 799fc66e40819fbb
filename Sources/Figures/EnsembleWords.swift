import Drawing
public import Experiments
import Surfaces

/// What the figure of an ensemble says in words: the finding, how it came about, and how to read it.
public struct EnsembleWords {
  let ensemble: Ensemble

  /// The words of an ensemble.
  public init(_ ensemble: Ensemble) { self.ensemble = ensemble }

  private var words: ComparisonWords { ComparisonWords(comparison: ensemble.first) }
  private var runs: String { Self.grouped(ensemble.runs) }
  private var steps: String { ComparisonWords.steps(ensemble.terms.steps) }

  // MARK: - Above

  /// The finding.
  public var title: String {
    ensemble.surface.title + ", " + ensemble.run.entrant.label + ": "
      + (ensemble.escape.map(findingOfEscape) ?? findingOfLosses)
  }

  private func findingOfEscape(_ escape: Ensemble.Escape) -> String {
    let theory = escape.theory?.median(noise: ensemble.terms.noise).map { Self.grouped(Int($0.rounded(.up))) }
    if let median = escape.times.median {
      return "half of \(runs) runs have left by step \(Self.grouped(median))"
        + (theory.map { "; theory says \($0)" } ?? "")
    }
    let count = escape.times.sorted.count
    let who = count == 0 ? "none of \(runs) runs has left" : "\(Self.grouped(count)) of \(runs) runs have left"
    return who + " by step \(ensemble.terms.steps)" + (theory.map { "; theory says half by \($0)" } ?? "")
  }

  private var findingOfLosses: String {
    guard let last = ensemble.summaries.last else { return "\(runs) runs" }
    let least = ensemble.surface.isGame ? nil : ensemble.first.least
    let lost = ensemble.runs - last.moments.count
    if least == nil, let cloud = ensemble.clouds.last, !ensemble.surface.isGame {
      let inside = ensemble.inWindow(cloud)
      if inside < ensemble.runs {
        let who = inside == 0 ? "none of \(runs) runs is" : "\(Self.grouped(inside)) of \(runs) runs are still"
        return "\(who) in the window after \(ComparisonWords.steps(cloud.step))"
      }
    }
    let losses = last.losses.map { $0 - (least ?? 0) }
    guard losses[2].isFinite else { return "\(Self.grouped(lost)) of \(runs) runs are lost within \(steps)" }
    let above = least.map { $0 == 0 ? "" : " above the minimum" } ?? ""
    let opening = "half of \(runs) runs end at or below \(NumberText.value(losses[2]))\(above)"
    return opening
      + (losses[4].isFinite ? "; 95 % at or below \(NumberText.value(losses[4]))" : "; \(Self.grouped(lost)) are lost")
  }

  /// Formula, start and goal, for a width in points.
  func subtitle(size: Double, width: Double) -> String { words.subtitle(size: size, width: width) }

  // MARK: - Below

  /// The terms of the runs.
  ///
  /// - Parameter notes: what else is to be known of the map.
  func terms(notes: [String]) -> String {
    let luck =
      ensemble.terms.noise > 0
      ? "noise \(NumberText.shortest(ensemble.terms.noise)), seed \(ensemble.terms.seed)"
      : "seed \(ensemble.terms.seed)"
    let parts =
      ["\(runs) runs of \(steps)", luck, "a stream of random numbers each", rate] + words.schedule + words.rows
    return (parts + notes).joined(separator: "  \u{00B7}  ")
  }

  /// The rate, and how it was chosen.
  private var rate: String {
    guard let rate = ensemble.run.rate else { return words.rates }
    let value = NumberText.rate(rate)
    switch ensemble.run.rateOrigin {
    case .tuned: return "rate \(value), tuned: robust best of 61 calm ones"
    case .restless: return "rate \(value): none of 61 is calm, this one peaks lowest"
    case .given: return "rate \(NumberText.shortest(rate)), given"
    case .same: return "rate \(NumberText.shortest(rate))"
    case .usual: return "usual rate \(NumberText.shortest(rate)), not tuned"
    case .found, .none: return words.rates
    }
  }

  /// How to read the figure.
  var key: String {
    var parts = [
      "tinted: densest 50 % and 90 % in the window", "line: mean", "dashed: one standard deviation",
    ]
    if let escape = ensemble.escape {
      parts.append("dotted: gone, \(distance(escape.gate.threshold)) from the saddle")
      if escape.ladder != nil { parts.append("bars: 90 % of runs") }
      if escape.theory != nil { parts.append("theory: of the quadratic there") }
    }
    return parts.joined(separator: "  \u{00B7}  ")
  }

  /// A distance as it was typed, unless it is long.
  private func distance(_ number: Double) -> String {
    let exact = NumberText.shortest(number)
    return exact.count <= 6 ? exact : NumberText.value(number)
  }

  /// What is to be seen, in sentences.
  var description: String {
    let start = ComparisonWords.place(ensemble.terms.start, ensemble.surface.variables)
    var sentences = [
      title,
      "A contour map of \(ensemble.surface.title) with clouds of runs from \(start) at steps "
        + ensemble.clouds.map { "\($0.step)" }.joined(separator: ", ")
        + ", their mean path, and the median loss against steps with bands for 50 % and 90 % of the runs",
    ]
    if let ladder = ensemble.escape?.ladder {
      let medians = ladder.rungs.map { rung in
        "\(rung.median.map { "\($0)" } ?? "never") with noise \(NumberText.shortest(rung.noise))"
      }
      sentences.append("Half have left by step " + medians.joined(separator: ", "))
      if let measured = ladder.measuredDelay {
        sentences.append(
          "A hundred times less noise costs \(NumberText.value(measured)) steps"
            + (ladder.predictedDelay.map { ", theory says \(NumberText.value($0))" } ?? ""))
      }
    }
    return Text.plain((sentences + [terms(notes: [])]).joined(separator: ". ") + ".")
  }

  /// A whole number with commas between thousands, from 10,000 on.
  static func grouped(_ number: Int) -> String {
    let digits = "\(number)"
    guard number >= 10_000 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}

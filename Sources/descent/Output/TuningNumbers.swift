import Experiments
import Foundation
import Surfaces

/// Searches as a table for a terminal, as comma-separated values, and as JSON.
struct TuningNumbers: Encodable {
  /// One axis of a search.
  struct AxisEntry: Encodable {
    let name: String
    let from: Double
    let to: Double
    let scale: String
  }

  /// One trial.
  struct TrialEntry: Encodable {
    let settings: [Double]
    let score: Double
    let finalLoss: Double?
    let stepsToTolerance: Int?
    let ending: String
    let bestSoFar: Double

    enum CodingKeys: String, CodingKey {
      case settings, score, ending
      case finalLoss = "final_loss"
      case stepsToTolerance = "steps_to_tolerance"
      case bestSoFar = "best_so_far"
    }
  }

  /// The trials of one strategy for one optimizer, with the luck of one repetition.
  struct SearchEntry: Encodable {
    let strategy: String
    let optimizer: String
    let `repeat`: Int
    let axes: [AxisEntry]
    let trials: [TrialEntry]
  }

  let surface: String
  let start: [Double]
  let steps: Int
  let noise: Double
  let seed: UInt64
  let least: Double
  let firstLoss: Double
  let budget: Int
  let searches: [SearchEntry]

  enum CodingKeys: String, CodingKey {
    case surface, start, steps, noise, seed, least, budget, searches
    case firstLoss = "first_loss"
  }

  init(_ tuning: Tuning) {
    let setting = tuning.settings[0]
    surface = tuning.surface.specification
    start = setting.terms.start
    steps = setting.terms.steps
    noise = setting.terms.noise
    seed = setting.terms.seed
    least = setting.least
    firstLoss = setting.firstLoss
    budget = tuning.budget
    searches = Self.searches(tuning).map { search in
      SearchEntry(
        strategy: search.course.kind.rawValue, optimizer: search.setting.entrant.specification, repeat: search.number,
        axes: search.setting.axes.map {
          AxisEntry(name: $0.name, from: $0.range.lowerBound, to: $0.range.upperBound, scale: $0.scale.rawValue)
        },
        trials: zip(search.course.trials, search.course.bestSoFar).map { trial, best in
          TrialEntry(
            settings: trial.settings, score: trial.score, finalLoss: JSONText.finite(trial.finalLoss),
            stepsToTolerance: trial.arrival, ending: trial.ending.rawValue, bestSoFar: best)
        })
    }
  }

  /// The text, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) + "\n" }

  /// All searches, strategy by strategy within an optimizer.
  private static func searches(_ tuning: Tuning) -> [(setting: SearchSetting, number: Int, course: SearchCourse)] {
    tuning.settings.enumerated().flatMap { entry, setting in
      tuning.kinds.flatMap { kind in
        tuning.courses(kind, for: entry).enumerated().map { (setting, $0 + 1, $1) }
      }
    }
  }
}

extension TuningNumbers {
  /// One row a trial (RFC 4180): `strategy,optimizer,trial`, a column for each axis, then
  /// `score,final_loss,steps_to_tolerance,ending,best_so_far`.
  ///
  /// Where strategies look several times, `repeat` stands before `trial`.
  static func csv(_ tuning: Tuning) -> String {
    let counts = tuning.repeats > 1
    let head =
      ["strategy", "optimizer"] + (counts ? ["repeat"] : []) + ["trial"] + tuning.settings[0].axes.map(\.name)
      + ["score", "final_loss", "steps_to_tolerance", "ending", "best_so_far"]
    var text = head.joined(separator: ",") + "\r\n"
    for (setting, number, course) in searches(tuning) {
      let name = TrajectoryCSV.quoted(setting.entrant.specification)
      let start = "\(course.kind.rawValue),\(name)," + (counts ? "\(number)," : "")
      for (index, (trial, best)) in zip(course.trials, course.bestSoFar).enumerated() {
        let cells =
          ["\(index + 1)"] + trial.settings.map(Numbers.shortest) + [
            Numbers.shortest(trial.score), Numbers.shortest(trial.finalLoss), trial.arrival.map(String.init) ?? "",
            trial.ending.rawValue, Numbers.shortest(best),
          ]
        text += start + cells.joined(separator: ",") + "\r\n"
      }
    }
    return text
  }

  /// The table: a row for each strategy and optimizer.
  static func table(_ tuning: Tuning) -> String {
    let axes = tuning.settings[0].axes.map(\.name)
    var table = TextTable(
      [("optimizer", .left), ("strategy", .left), ("trials", .right), ("median gap", .right), ("best gap", .right)]
        + axes.map { ($0, .right) } + [("trials to 90%", .right)])
    for (entry, setting) in tuning.settings.enumerated() {
      for summary in tuning.summaries(of: entry) {
        let settings = summary.best?.settings.map { String(format: "%.4g", $0) } ?? axes.map { _ in "-" }
        table.add(
          [
            setting.entrant.label, summary.kind.rawValue, "\(summary.trials)", gap(summary.medianScore),
            gap(summary.best?.score ?? .infinity),
          ] + settings + [summary.trialsUntilNear.map(String.init) ?? "-"])
      }
    }
    return table.text + remarks(tuning)
  }

  /// A score as a share of the first gap.
  private static func gap(_ score: Double) -> String { String(format: "%.3g", pow(10, score)) }

  private static func remarks(_ tuning: Tuning) -> String {
    let searches = tuning.repeats == 1 ? "one search each" : "\(tuning.repeats) searches each"
    var lines = [
      "\(searches); a gap is the median over the last tenth of the steps, in terms of the first gap, at least 1e-8",
      "trials to 90%: the median until a search gains nine tenths of the decades that the best of all gains",
    ]
    if let grid = tuning.kinds.first(where: { $0 == .grid }), let setting = tuning.settings.first {
      let used = grid.trials(dimension: setting.axes.count, budget: tuning.budget)
      if used < tuning.budget { lines.append("the grid uses \(used) of the \(tuning.budget) trials") }
    }
    for setting in tuning.settings {
      if let rate = setting.rate { lines.append("\(setting.entrant.label) at rate \(ComparisonTable.number(rate))") }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}

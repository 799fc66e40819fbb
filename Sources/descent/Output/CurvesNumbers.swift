import Drawing
import Experiments
import Figures
import Formulas
import Foundation
import Surfaces

/// Training curves as a table for a terminal, as comma-separated values, and as JSON.
///
/// Numbers that are not finite are null in JSON and empty in CSV where there is no value.
struct CurvesNumbers: Encodable {
  /// One run.
  struct Entry: Encodable {
    let lr: Double
    let verdict: String
    let remedy: String
    let arrival: Int?
    let finalLoss: Double?
    let level: Double?
    /// The series by name, in the order of their kinds; a limit follows its series.
    let series: [Series]

    enum CodingKeys: String, CodingKey {
      case lr, verdict, remedy, arrival, level, series
      case finalLoss = "final_loss"
    }
  }

  /// Numbers against steps.
  struct Series: Encodable {
    let name: String
    let values: [Double?]
  }

  let surface: String
  let formula: String
  let optimizer: String
  let start: [Double]
  let steps: Int
  let noise: Double
  let seed: UInt64
  let least: Double?
  let bestRate: Double?
  let ratesTried: Int
  let runs: [Entry]

  enum CodingKeys: String, CodingKey {
    case surface, formula, optimizer, start, steps, noise, seed, least, runs
    case bestRate = "best_lr"
    case ratesTried = "rates_tried"
  }

  init(_ curves: Curves, _ kinds: [CurveKind]) {
    surface = curves.surface.specification
    formula = curves.surface.formula.text
    optimizer = curves.entrant.specification
    start = curves.terms.start
    steps = curves.terms.steps
    noise = curves.terms.noise
    seed = curves.terms.seed
    least = curves.least
    bestRate = curves.bestRate
    ratesTried = curves.sweep.trials.count
    let words = CurvesWords(curves)
    runs = curves.runs.map { run in
      let columns = Self.columns(run, curves, kinds)
      return Entry(
        lr: run.rate, verdict: run.verdict.rawValue, remedy: Self.plain(words.remedy(run)), arrival: run.facts.arrival,
        finalLoss: JSONText.finite(run.trajectory.finalLoss), level: JSONText.finite(run.facts.level),
        series: columns.map { Series(name: $0.name, values: $0.values.map(JSONText.finite)) })
    }
  }

  /// The text, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) + "\n" }
}

extension CurvesNumbers {
  /// The table: rate, verdict, last loss, level, remedy.
  static func table(_ curves: Curves) -> String {
    let words = CurvesWords(curves)
    var table = TextTable(
      [("rate", .right), ("verdict", .left), ("final loss", .right), ("level", .right), ("remedy", .left)])
    for run in curves.runs {
      table.add([
        rate(run.rate, of: curves), CurvesWords.verdict(run), ComparisonTable.number(run.trajectory.finalLoss),
        ComparisonTable.number(run.facts.level), plain(words.remedy(run)),
      ])
    }
    return table.text
  }

  /// A rate as it was typed; one that was chosen with many digits to three.
  private static func rate(_ rate: Double, of curves: Curves) -> String {
    guard curves.areChosen, rounded(rate, figures: 4) != rate else { return Numbers.shortest(rate) }
    return Numbers.shortest(rounded(rate, figures: 3))
  }

  /// One row a step: `lr,step` and a column for each series (RFC 4180).
  ///
  /// The loss is the loss itself, not its gap. A cell without a value is empty: there is no step before the first.
  static func csv(_ curves: Curves, _ kinds: [CurveKind]) -> String {
    var text = ""
    for (number, run) in curves.runs.enumerated() {
      let columns = columns(run, curves, kinds)
      if number == 0 { text += (["lr", "step"] + columns.map(\.name)).joined(separator: ",") + "\r\n" }
      for step in 0...run.trajectory.steps {
        let cells = columns.map { column in
          guard step < column.values.count, !column.values[step].isNaN else { return "" }
          return Numbers.shortest(column.values[step])
        }
        text += ([Numbers.shortest(run.rate), "\(step)"] + cells).joined(separator: ",") + "\r\n"
      }
    }
    return text
  }

  /// The named series of a run: one for a kind, or one for each coordinate and for the limit.
  private static func columns(
    _ run: Curves.Run, _ curves: Curves, _ kinds: [CurveKind]
  ) -> [(name: String, values: [Double])] {
    let readings = CurveReadings(curves)
    return kinds.flatMap { kind -> [(name: String, values: [Double])] in
      if kind == .loss { return [("loss", run.trajectory.losses)] }
      let series = readings.series(kind, of: run.trajectory)
      let name = kind.rawValue.replacing("-", with: "_")
      let lines = series.lines.map { line in (line.name.isEmpty ? name : "\(name)_\(line.name)", line.values) }
      return lines + (series.limit.isEmpty ? [] : [("\(name)_limit", series.limit)])
    }
  }

  /// A text without the markup of raised letters.
  static func plain(_ text: String) -> String {
    Text.plain(text).replacing("\u{2212}", with: "-")
  }
}

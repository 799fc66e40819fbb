import Drawing
import Experiments
import Figures
import Surfaces

/// An ensemble as text for a terminal.
enum EnsembleReport {
  private static func number(_ value: Double) -> String { ComparisonTable.number(value) }

  /// The finding, what is true at the chosen steps, and escape against noise.
  static func text(_ ensemble: Ensemble) -> String {
    let finding = Text.plain(EnsembleWords(ensemble).title).replacing("\u{2212}", with: "-")
    return finding + "\n" + rate(ensemble) + table(ensemble).text + escapes(ensemble)
  }

  private static func rate(_ ensemble: Ensemble) -> String {
    guard ensemble.run.rate != nil else { return "" }
    return "rate \(ComparisonTable.rate(ensemble.run))\n" + ComparisonTable.remarks(ensemble.first)
  }

  /// One row a chosen step.
  private static func table(_ ensemble: Ensemble) -> TextTable {
    let dimension = ensemble.surface.dimension
    let hasPlaces = dimension <= 2
    let places =
      hasPlaces
      ? ensemble.surface.variables.flatMap { [("mean \($0)", TextTable.Side.right), ("sd \($0)", .right)] } : []
    var table = TextTable(
      [("step", .right), ("in window", .right)] + places
        + [("median loss", .right), ("5 %", .right), ("95 %", .right)])
    for cloud in ensemble.clouds {
      guard let summary = ensemble.summaries.first(where: { $0.step == cloud.step }) else { continue }
      let coordinates =
        hasPlaces
        ? (0..<dimension).flatMap {
          summary.moments.count == 0
            ? ["-", "-"]
            : [number(summary.moments.mean[$0]), number(summary.moments.covariance($0, $0).squareRoot())]
        } : []
      table.add(
        ["\(cloud.step)", "\(ensemble.inWindow(cloud))"] + coordinates
          + [number(summary.losses[2]), number(summary.losses[0]), number(summary.losses[4])])
    }
    return table
  }

  /// How runs leave the saddle.
  private static func escapes(_ ensemble: Ensemble) -> String {
    guard let escape = ensemble.escape else { return "" }
    let place = escape.gate.saddle.map(Numbers.shortest).joined(separator: ", ")
    var text =
      "left the saddle (\(place)), farther than \(number(escape.gate.threshold)): \(escape.times.sorted.count) of \(ensemble.runs) runs\n"
    guard let ladder = escape.ladder else { return text }
    var table = TextTable([("noise", .right), ("half left by", .right), ("theory", .right), ("runs", .right)])
    for rung in ladder.rungs {
      table.add([
        number(rung.noise), rung.median.map { "\($0)" } ?? "-", rung.theory.map(number) ?? "-", "\(rung.runs)",
      ])
    }
    text += table.text
    if let measured = ladder.measuredDelay {
      text += "a hundred times less noise costs \(number(measured)) steps"
      text += ladder.predictedDelay.map { ", theory says \(number($0))" } ?? ""
      text += "\n"
    }
    return text
  }
}

import Drawing
import Experiments
import Surfaces

/// What the figure of a comparison shows, in sentences, for those who do not see it.
struct AlternativeText {
  let words: ComparisonWords
  let comparison: Comparison

  /// Finding, stage, rows and terms.
  var text: String {
    let surface = comparison.surface
    let start = ComparisonWords.place(comparison.terms.start, surface.variables)
    let stage = surface.dimension == 1 ? "The curve" : "A contour map"
    let runs = comparison.runs.count
    let paths = runs == 1 ? "one path" : "\(ComparisonWords.word(runs)) paths"
    let sentences =
      [
        words.title, "\(stage) of \(surface.title) with \(paths) from \(start), loss against steps, and a table",
      ] + comparison.runs.enumerated().map { sentence($1, rank: $0 + 1) } + [words.terms(notes: [])]
    return Text.plain(sentences.joined(separator: ". ") + ".")
  }

  private func sentence(_ run: Run, rank: Int) -> String {
    Self.sentence(of: words.row(run, RunStyle(rank: rank, hue: Color(0))), words)
  }

  /// What the table says of a run, in one line.
  static func sentence(of row: LegendTable.Row, _ words: ComparisonWords) -> String {
    let rate = row.rate == NumberText.none ? "" : ", rate \(row.rate)"
    let steps = row.steps == NumberText.none ? "" : ", \(words.stepsTitle) \(row.steps)"
    let ending = row.badge.text.drop { !$0.isLetter && !$0.isNumber }
    return "\(row.style.rank) \(row.name)\(rate)\(steps), \(words.lastTitle) \(row.finalLoss), \(ending)"
  }
}

import Experiments
import Surfaces

/// What stands under the curves of a comparison: steps, evaluations or rows of data.
struct AbscissaScale {
  private let kind: ComparisonFigure.Abscissa
  private let rows: Int?

  /// What the right border stands for.
  let last: Int

  init(_ kind: ComparisonFigure.Abscissa, _ comparison: Comparison) {
    self.kind = kind
    rows = comparison.surface.data?.rows
    let rows = rows
    last =
      kind == .steps
      ? comparison.terms.steps : comparison.runs.map { Self.counts(of: $0, kind, rows).last ?? 0 }.max() ?? 1
  }

  /// What is counted, in the singular for steps as everywhere.
  var name: String {
    switch kind {
    case .steps: "step"
    case .evaluations: "evaluations"
    case .examples: "rows seen"
    }
  }

  /// Where each step of a run stands; nothing where steps are counted.
  func places(of run: Run) -> [Double]? { kind == .steps ? nil : Self.counts(of: run, kind, rows).map(Double.init) }

  private static func counts(of run: Run, _ kind: ComparisonFigure.Abscissa, _ rows: Int?) -> [Int] {
    guard kind == .examples, let rows else { return run.trajectory.evaluations }
    return run.trajectory.examples(rows: rows, batch: run.batch)
  }
}

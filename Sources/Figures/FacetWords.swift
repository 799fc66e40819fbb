import Drawing
import Experiments

/// What figures of small multiples say in words.
enum FacetWords {
  /// What stands above the map of a run: when it arrived or left, else how it ended.
  static func result(of run: Run, in comparison: Comparison) -> String {
    if comparison.least == nil {
      return run.departure.map { "left at \($0)" } ?? "stays"
    }
    if let step = run.arrival { return ComparisonWords.steps(step) }
    return run.trajectory.isFinite ? NumberText.value(run.trajectory.finalLoss) : "diverged"
  }

  /// How to read what stands above a map.
  static func reading(_ comparison: Comparison) -> String {
    comparison.least == nil
      ? "above each map: first step outside the window"
      : "above each map: steps to \(ComparisonWords.goal) of the first gap, for good, else the final loss"
  }
}

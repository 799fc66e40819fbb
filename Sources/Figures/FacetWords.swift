import Drawing
import Experiments
import Surfaces

/// What figures of small multiples say in words.
enum FacetWords {
  /// What stands above the map of a run: when it arrived or left, else how it ended.
  static func result(of run: Run, in comparison: Comparison) -> String {
    if comparison.least == nil {
      return run.departure.map { "left at \($0)" } ?? "stays"
    }
    if let step = run.arrival { return ComparisonWords.steps(step) }
    return run.trajectory.isFinite ? NumberText.value(run.course.last ?? .nan) : "diverged"
  }

  /// How to read what stands above a map.
  static func reading(_ comparison: Comparison) -> String {
    comparison.least == nil
      ? "above each map: first step outside the window"
      : "above each map: steps to \(ComparisonWords.goal) of the first gap, for good, else the final \(comparison.surface.isGame ? "gradient" : "loss")"
  }

  static let dots = "dots at 1, 2, 5, 10, 20, 50 \u{2026} steps"
  static let thin = "thin lines: back and forth"

  /// How rates were chosen, in fewer words than one map has room for.
  ///
  /// - Parameter place: where they were tuned, if that is not the place of the run.
  static func rates(_ rates: String, _ place: String) -> String {
    guard rates.hasPrefix("rates tuned") else { return rates }
    // What else there is to say of them follows the first two parts.
    return (["rates tuned\(place): best calm one of 61"] + rates.split(separator: ", ").dropFirst(2).map(String.init))
      .joined(separator: ", ")
  }

  /// Parts of a line of the footer.
  static func terms(_ parts: [String]) -> String { parts.joined(separator: "  \u{00B7}  ") }
}

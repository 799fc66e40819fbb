import Drawing
import Experiments

/// The losses of one optimizer in several comparisons, drawn as one curve: their median after each step.
///
/// Gaps are taken in terms of the first one, so that near and far starts, low and high surfaces count alike. Where no
/// comparison has a minimum the losses themselves are taken, which is of use on one surface only.
struct MedianLoss {
  private let group: ComparisonSet
  private let steps: Int
  /// Which comparisons have a minimum.
  private let scaled: [Int]

  init(_ group: ComparisonSet) {
    self.group = group
    steps = group.comparisons.first?.terms.steps ?? 1
    scaled = group.comparisons.indices.filter { group.comparisons[$0].least != nil }
  }

  /// Whether there is a curve that says something.
  var isDrawn: Bool { !scaled.isEmpty || group.axis == .start }

  /// The panel, with one curve for each style in the order of the standings.
  ///
  /// - Parameter window: the lowest and the highest loss on the map.
  func panel(in box: Rect, window: ClosedRange<Double>, _ styles: [RunStyle]) -> LossPanel {
    let values = group.standings.map(medians)
    let wanted = min(7, Int(box.height / 12))
    if scaled.isEmpty {
      let curves = zip(values, styles).map { LossPanel.Curve(style: $1, values: $0) }
      let first = values.first?.first ?? 1
      let scale = LossScale.withoutMinimum(first: first, window: window, curves: values, wanted: wanted)
      return LossPanel(in: box, scale: scale, steps: steps, curves: curves, title: scale.title(of: "median loss"))
    }
    let curves = zip(values, styles).map { values, style in
      LossPanel.Curve(style: style, values: values, arrival: Self.arrival(values))
    }
    let scale = LossScale.logarithmic(first: 1, curves: values, wanted: wanted)
    return LossPanel(
      in: box, scale: scale, steps: steps, curves: curves, goal: 1e-6, title: "median gap / first gap")
  }

  private func medians(_ standing: ComparisonSet.Standing) -> [Double] {
    let members = scaled.isEmpty ? Array(standing.runs.indices) : scaled
    let walks = members.map { member -> [Double] in
      let losses = standing.runs[member].course
      guard let least = group.comparisons[member].least, let first = losses.first, first > least else { return losses }
      return losses.map { ($0 - least) / (first - least) }
    }
    return (0...steps).map { step in
      // A run that stopped early stays where it stopped; one that is lost counts as infinite.
      let now = walks.compactMap { $0.isEmpty ? nil : $0[min(step, $0.count - 1)] }
      let sorted = now.map { $0.isNaN ? .infinity : $0 }.sorted()
      guard !sorted.isEmpty else { return .infinity }
      let (low, high) = (sorted[(sorted.count - 1) / 2], sorted[sorted.count / 2])
      return low == high ? low : (low + high) / 2
    }
  }

  private static func arrival(_ values: [Double]) -> Int? {
    guard let last = values.last, last.magnitude <= 1e-6 else { return nil }
    return (values.lastIndex { !($0.magnitude <= 1e-6) } ?? -1) + 1
  }
}

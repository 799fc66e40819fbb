import Drawing
import Experiments
import Surfaces

/// What the figure of an invariance test says in words.
struct InvarianceWords {
  let test: InvarianceTest

  private var isRotation: Bool { test.change == .rotation }

  /// What is below the panel.
  var axis: Axis {
    Axis(
      name: test.change.rawValue, range: (test.values.first ?? 0)...(test.values.last ?? 1),
      scale: isRotation ? .linear : .log, differsFromRunToRun: false)
  }

  var axisName: String { isRotation ? "turned by, degrees" : "condition number" }

  var stepsName: String { "steps to " + goal }

  private var goal: String { "a gap of " + NumberText.significant(test.goal, figures: 2, plainFrom: -3) }

  /// Who does not notice, and who does.
  var title: String {
    let calm = test.curves.filter { ($0.ratio ?? .infinity) <= InvarianceTest.invariant }.map(\.entrant.label)
    let opening = test.surface.title + (isRotation ? ", turned: " : ", ever narrower: ")
    let moved = test.curves.last { ($0.ratio ?? 0) > InvarianceTest.invariant }
    let worst = moved.flatMap { curve in
      curve.ratio.map {
        "\(curve.entrant.label) needs up to \(NumberText.significant($0, figures: 2, plainFrom: 0)) times the steps"
      }
    }
    let list =
      calm.count > 3
      ? "\(ComparisonWords.word(calm.count)) of \(ComparisonWords.word(test.curves.count)) do"
      : calm.joinedWithAnd + (calm.count == 1 ? " does" : " do")
    if !isRotation, let failing { return opening + failing }
    if calm.isEmpty { return opening + (worst ?? "nobody arrives everywhere") }
    return opening + list + " not notice" + (worst.map { ", \($0)" } ?? "")
  }

  /// Who arrives at first and soon no longer.
  private var failing: String? {
    let failures = test.curves.compactMap { curve -> (name: String, place: Int)? in
      guard curve.arrivals[0] != nil, let place = curve.arrivals.firstIndex(of: nil) else { return nil }
      return (curve.entrant.label, place)
    }
    guard let first = failures.min(by: { $0.place < $1.place }) else { return nil }
    let rest = failures.count - 1
    let others = rest == 0 ? "" : ", \(ComparisonWords.word(rest)) other\(rest == 1 ? " fails" : "s fail") later"
    return "\(first.name) no longer arrives at condition number \(NumberText.value(test.values[first.place]))" + others
  }

  var subtitle: String {
    let surface = test.surface
    let start = ComparisonWords.place(surface.starts[0], surface.variables)
    return "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset + "      from " + start
      + (isRotation ? ", which turns with it" : varied)
  }

  private var varied: String {
    let usual = test.surface.parameters.first { $0.name == "condition" }.map { NumberText.shortest($0.value) } ?? ""
    return "      its condition number, here \(usual), is varied"
  }

  var columns: [String] { ["lr", isRotation ? "straight" : "first", "most", "ratio"] }

  func texts(_ curve: InvarianceTest.Curve) -> [String] {
    let most = curve.arrivals.contains { $0 == nil } ? nil : curve.arrivals.compactMap(\.self).max()
    return [
      curve.rates.first.flatMap { $0.map(NumberText.rate) } ?? NumberText.none,
      curve.arrivals.first.flatMap { $0.map(String.init) } ?? NumberText.none,
      most.map(String.init) ?? NumberText.none,
      curve.ratio.map { NumberText.significant($0, figures: 3, plainFrom: 0) } ?? NumberText.none,
    ]
  }

  /// What is to be learnt.
  var lessons: [String] {
    let worst = test.curves.last { ($0.ratio ?? 0) > InvarianceTest.invariant }
    var lessons: [String] = []
    if let worst, let least = worst.arrivals.compactMap(\.self).min(),
      let most = worst.arrivals.compactMap(\.self).max()
    {
      func place(_ steps: Int) -> String {
        let value = worst.arrivals.firstIndex(of: steps).map { test.values[$0] } ?? 0
        return isRotation ? "\(NumberText.shortest(value))°" : "condition number \(NumberText.value(value))"
      }
      lessons.append(
        "\(worst.entrant.label) takes \(ComparisonWords.steps(least)) at \(place(least)), and \(most) at \(place(most))."
      )
    }
    guard isRotation else {
      return lessons
        + (test.tunesEach
          ? []
          : [
            "Each keeps the rate that was best for the first value: one that is safe there may be too high where the surface is steeper."
          ])
    }
    let isSplit = test.curves.contains { ($0.ratio ?? .infinity) <= InvarianceTest.invariant } && worst != nil
    if isSplit {
      lessons.append(
        "Methods that only add up gradients turn with the surface. Those that divide each coordinate by a size of its own are helped only where the axes are those of the bowl."
      )
    }
    return lessons
  }

  private static let dot = "  \u{00B7}  "

  var terms: String {
    let rates =
      test.tunesEach
      ? "rates tuned for each value"
      : isRotation ? "rates tuned for the first angle and kept" : "rates tuned for the first value and kept"
    let count = test.values.count
    return [
      "\(count) \(isRotation ? "angles" : "condition numbers")", "at most \(ComparisonWords.steps(test.terms.steps))",
      rates,
    ].joined(separator: Self.dot)
  }

  var key: String { "steps until the gap to the minimum stays below the goal, to the end" }

  var description: String {
    let rows = test.curves.map { curve in
      "\(curve.entrant.label): " + zip(columns, texts(curve)).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return Text.plain(([title] + rows + [terms]).joined(separator: ". ") + ".")
  }
}

import Drawing
import Experiments

/// The rate of each run against steps, in terms of its base rate: a low panel under the losses.
///
/// One line stands for all runs whose rate moves alike.
struct RatePanel {
  private let box: Rect
  private let axis: AbscissaScale
  private let lines: [Line]
  private let top: Double

  /// Runs with the same course, drawn once.
  private struct Line {
    let factors: [Double]
    /// The run's colour; nil for a course that several runs share.
    let style: RunStyle?
    /// Where its steps stand on the axis below, if that does not count steps.
    let places: [Double]?
  }

  /// Whether there is a rate that moves.
  static func isWanted(_ comparison: Comparison) -> Bool { comparison.runs.contains(where: \.hasMovingRate) }

  init(in box: Rect, _ comparison: Comparison, _ styles: [RunStyle], _ axis: AbscissaScale) {
    self.box = box
    self.axis = axis
    var lines: [Line] = []
    for (run, style) in zip(comparison.runs, styles) where run.rate != nil && style.isSeen {
      // A run that was cut short moved alike as far as it went, and rates of another base differ in the last digit.
      let factors = run.rateFactors
      let places = axis.places(of: run)
      let twin = lines.firstIndex { line in
        line.places == places && zip(line.factors, factors).allSatisfy { abs($0 - $1) <= 1e-9 * max(abs($0), 1e-6) }
      }
      if let twin {
        let longer = lines[twin].factors.count >= factors.count ? lines[twin].factors : factors
        lines[twin] = Line(factors: longer, style: nil, places: places)
      } else {
        lines.append(Line(factors: factors, style: style, places: places))
      }
    }
    self.lines = lines
    let highest = lines.flatMap(\.factors).lazy.filter(\.isFinite).max() ?? 1
    top = highest > 0 ? highest : 1
  }

  /// The marks, first painted first.
  ///
  /// - Parameter isTinted: whether curves are coloured by rate, as the paths then are.
  func marks(_ theme: Theme, isTinted: Bool) -> [Mark] {
    let curves = lines.enumerated().map { index, line in
      var curve = LossPanel.Curve(
        style: line.style ?? RunStyle(rank: index + 1, hue: theme.secondaryInk),
        values: (line.factors.first.map { [$0] } ?? []) + line.factors)
      curve.places = line.places
      return curve
    }
    let scale = LossScale.linear(-0.03 * top...1.08 * top, wanted: 3)
    let panel = LossPanel(
      in: box, scale: scale, steps: axis.last, curves: curves, title: "rate \u{00F7} base rate", stepName: axis.name)
    let (marks, _) = panel.drawn(theme)
    return isTinted ? marks + curves.flatMap { tinted($0, in: panel, theme) } : marks
  }

  /// A curve in pieces of one colour each.
  private func tinted(_ curve: LossPanel.Curve, in panel: LossPanel, _ theme: Theme) -> [Mark] {
    let points = curve.values.enumerated().map { Point(panel.x(curve.place($0)), panel.y($1)) }
    let groups = TintedRuns(curve.values.dropFirst().map { $0 / top })
    return groups.runs.map { run in
      let piece = Path.Piece(Array(points[run.range.lowerBound...run.range.upperBound]), isClosed: false)
      return .clip(box.inset(by: -1), [.stroke(Path([piece]), Stroke(theme.tint(run.share), width: 1.6))])
    }
  }
}

/// The steps of a run in groups of nearly the same share of something: a colour for each group.
struct TintedRuns {
  /// Steps from the lower bound (before the first) to the upper (after the last), with the share they have in common.
  struct Run {
    let range: ClosedRange<Int>
    let share: Double
  }

  /// The groups, in order.
  private(set) var runs: [Run] = []

  private static let shades = 32.0

  /// - Parameter shares: from 0 to 1, that of the step from point k to point k + 1 at k.
  init(_ shares: [Double]) {
    var start = 0
    func shade(_ share: Double) -> Double { (min(max(share.isNaN ? 0 : share, 0), 1) * Self.shades).rounded() }
    for index in shares.indices where index + 1 == shares.count || shade(shares[index + 1]) != shade(shares[start]) {
      runs.append(Run(range: start...index + 1, share: shade(shares[start]) / Self.shades))
      start = index + 1
    }
  }
}

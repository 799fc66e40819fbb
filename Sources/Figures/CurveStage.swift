import Drawing
import Experiments
import Surfaces

/// The stage of a surface with one coordinate: its curve, and under it the same steps over time.
struct CurveStage: LivingStage {
  let comparison: Comparison
  /// Rank and colour of each run, best first.
  let styles: [RunStyle]
  private let profile: Profile
  private let scale: ProfileScale

  /// The share of the height that the curve has where there is a strip below it.
  private static let curveShare = 0.6
  private static let gap = 7.0
  /// The least height that is shared.
  private static let leastShared = 150.0

  init(comparison: Comparison, styles: [RunStyle]) {
    self.comparison = comparison
    self.styles = styles
    profile = Profile(of: comparison.surface.objective, over: comparison.surface.window[0], count: 2801)
    scale = profile.scale(
      least: comparison.least, gap: comparison.firstGap ?? 0, levels: comparison.surface.levels)
  }

  func reachToTheLeft(in space: Rect) -> Double {
    let boxes = boxes(in: space)
    let curve = curve(in: boxes.curve, isAlone: boxes.strip == nil).axes.reach
    return max(curve, boxes.strip.map { strip(in: $0).axes.reach } ?? 0)
  }

  var notes: [String] { scale == .linear ? [] : ["curve: loss above its minimum, log"] }

  let key = "dots at 1, 2, 5, 10, 20, 50 \u{2026} steps  \u{00B7}  below the curve: the same steps over time"

  func drawn(in space: Rect, _ theme: Theme) -> Staging {
    let boxes = boxes(in: space)
    let marks = curve(in: boxes.curve, isAlone: boxes.strip == nil).marks(theme)
    return Staging(
      marks: marks + (boxes.strip.map { strip(in: $0).marks(theme) } ?? []), range: profile.range, notes: [])
  }

  func box(in space: Rect) -> Rect { space }

  func still(in space: Rect, _ theme: Theme) -> StillStage {
    let boxes = boxes(in: space)
    var panel = curve(in: boxes.curve, isAlone: boxes.strip == nil)
    panel.walkers = []
    let signs = panel.signs
    let marks = panel.still(theme)
    var below = marks.below
    if let box = boxes.strip {
      var strip = strip(in: box)
      strip.walkers = []
      below += strip.marks(theme)
    }
    return StillStage(
      below: below, above: marks.above, box: boxes.curve, strip: boxes.strip, signs: signs.start + signs.minima,
      range: profile.range)
  }

  func points(of run: Run, in space: Rect) -> [Point] {
    let boxes = boxes(in: space)
    return curve(in: boxes.curve, isAlone: boxes.strip == nil).traced(Self.walker(run, styles[0])).points
  }

  func additions(of run: Run, in space: Rect) -> [(step: Int, points: [Point])] { [] }

  private static func walker(_ run: Run, _ style: RunStyle) -> CurvePanel.Walker {
    CurvePanel.Walker(
      steps: run.trajectory.losses.enumerated().map { Place(run.trajectory.coordinate(0, $0), $1) }, style: style)
  }

  /// The box of the curve, and that of the strip where there is room for both.
  private func boxes(in space: Rect) -> (curve: Rect, strip: Rect?) {
    guard space.height >= Self.leastShared else { return (space, nil) }
    let height = (space.height * Self.curveShare).rounded()
    let below = space.y + height + Self.gap
    return (
      Rect(space.x, space.y, space.width, height), Rect(space.x, below, space.width, space.maxY - below)
    )
  }

  private func curve(in box: Rect, isAlone: Bool) -> CurvePanel {
    let walkers = zip(comparison.runs, styles).map(Self.walker)
    let start = Place(comparison.terms.start[0], comparison.runs.first?.trajectory.losses.first ?? .nan)
    return CurvePanel(
      profile, on: scale, in: box, walkers: walkers, start: start,
      minima: comparison.goals.map { Place($0.at[0], $0.value) },
      names: (isAlone ? comparison.surface.variables[0] : "", scale == .linear ? "f" : "gap"))
  }

  private func strip(in box: Rect) -> StepStrip {
    StepStrip(
      window: comparison.surface.window[0], steps: comparison.terms.steps, box: box,
      walkers: zip(comparison.runs, styles).map { run, style in
        (coordinates: (0..<run.trajectory.losses.count).map { run.trajectory.coordinate(0, $0) }, style: style)
      },
      minima: comparison.goals.map { $0.at[0] }, name: comparison.surface.variables[0])
  }
}

extension Profile {
  /// How a curve is spread over the height: as the card says, else by decades above a minimum where the values would show
  /// a wall and a floor.
  ///
  /// - Parameter gap: the largest height above the minimum that matters.
  func scale(least: Double?, gap: Double, levels: Surface.Levels?) -> ProfileScale {
    guard let least, gap > 0 else { return .linear }
    let isLogarithmic = levels.map { $0 == .log } ?? isWide(above: least)
    return isLogarithmic ? .logarithmic(base: least, floor: gap * 1e-6) : .linear
  }
}

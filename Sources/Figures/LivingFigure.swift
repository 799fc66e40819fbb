public import Drawing
public import Experiments
import Surfaces

/// A comparison that moves: the same map, losses and table as `ComparisonFigure`, with the runs at all rates that were
/// tried.
public struct LivingFigure: Sendable {
  private let comparison: Comparison
  private let grids: [RateGrid]
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true
  /// Whether three or more runs of one optimizer take hues of their own, and not shades of the optimizer's.
  public var tellsRunsApart = false
  /// Whether the map shows the loss over rows that are not trained on.
  public var showsValidation = false

  /// The most steps that are kept in all; more would make a file that is slow to open.
  public static let mostSteps = 600_000

  /// The figure of a comparison.
  ///
  /// - Parameter grids: The runs at the rates there are to choose from, for each run of the comparison, best first.
  public init(_ comparison: Comparison, rates grids: [RateGrid], theme: Theme) {
    self.comparison = comparison
    self.grids = grids
    self.theme = theme
  }

  /// The still figure that this one begins with.
  private var still: ComparisonFigure {
    var figure = ComparisonFigure(comparison, theme: theme)
    figure.title = title
    figure.tellsRunsApart = tellsRunsApart
    figure.showsValidation = showsValidation
    return figure
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { still.caption }

  /// The finished figure.
  public var picture: LivingPicture {
    let words = ComparisonWords(comparison: comparison)
    let (figure, styles) = (still, still.styles)
    let stage = figure.flatStage
    let finding = title ?? words.title
    let layouts = [LivingLayout.wide, LivingLayout.narrow].map { LivingLayout($0, stage: stage) }
    let stages = layouts.map { $0.stage(stage, of: finding, theme) }
    let panel = figure.lossPanel(in: layouts[0].lossBox, window: stages[0].still.range, styles)
    func position(_ value: Double) -> Double { panel.scale.scale.position(value) }
    var picture = LivingPicture(
      title: finding, theme: theme, steps: comparison.terms.steps,
      axes: zip(comparison.surface.variables, comparison.surface.window).map { .init(name: $0, range: $1) },
      losses: .init(
        scale: panel.scale.scale,
        range: position(panel.scale.range.lowerBound)...position(panel.scale.range.upperBound),
        goal: panel.goal.map(position), name: panel.title))
    let still = stages[0].still
    picture.views = zip(layouts, stages).map { layout, drawn -> LivingPicture.View in
      let panel = figure.lossPanel(in: layout.lossBox, window: still.range, styles)
      return LivingPicture.View(map: drawn.ground, losses: layout.losses(panel, of: finding, theme))
    }
    picture.signs = still.signs.map { $0.share(of: still.box) }
    if still.strip != nil {
      picture.depths = (0...picture.steps).map { StepStrip.share(of: $0, among: picture.steps) }
    }
    picture.subtitle = words.subtitle(size: 1, width: .infinity)
    if hasFooter {
      picture.terms = words.terms(notes: stage.notes)
      picture.key = words.key(of: stage)
    }
    picture.columns = [words.namesTitle, "rate", words.stepsTitle, words.lastTitle, "ending"]
    picture.runners = zip(grids, styles).map { grid, style in
      let rows = grid.runs.map { words.row($0, style) }
      let walks = zip(grid.runs, rows).map { run, row in
        walk(of: run, row, path: stage.points(of: run, in: layouts[0].space), box: still.box, position)
      }
      let row = rows[grid.chosen]
      var runner = LivingPicture.Runner(
        name: row.name, rank: style.rank, hue: style.hue, isWinner: row.isWinner, walks: walks, chosen: grid.chosen)
      let run = grid.runs[grid.chosen]
      if let track = run.companions {
        runner.companions = stage.additions(of: run, in: layouts[0].space).map { step, points in
          .init(step: step, shape: track.shape.mark, points: points.map { $0.share(of: still.box) })
        }
      }
      return runner
    }
    return picture
  }

  /// A run with its words.
  private func walk(
    of run: Run, _ row: LegendTable.Row, path: [Point], box: Rect, _ position: (Double) -> Double
  ) -> LivingPicture.Walk {
    let least = comparison.least ?? 0
    let count = still.lastStep(run).map { $0 + 1 } ?? .max
    let guide = comparison.surface.isGame ? [] : run.validationLosses(on: comparison.surface) ?? []
    return LivingPicture.Walk(
      path: path.map { $0.share(of: box) },
      losses: run.course.prefix(count).map { position($0 - least) },
      guide: guide.prefix(count).map { position($0 - least) },
      arrival: run.arrival, rate: row.rate, steps: row.steps, finalLoss: row.finalLoss, ending: row.badge.text,
      mood: row.badge.mood)
  }
}

extension LegendTable.Badge {
  fileprivate var mood: LivingPicture.Walk.Mood {
    switch kind {
    case .good: .good
    case .neutral: .neutral
    case .bad: .bad
    }
  }
}

extension CompanionTrack.Shape {
  fileprivate var mark: LivingPicture.Companion.Shape {
    switch self {
    case .path: .line
    case .polygon: .outline
    case .cloud: .dots
    }
  }
}

extension Point {
  /// The place in shares of a box, from its upper left corner.
  fileprivate func share(of box: Rect) -> Point { Point((x - box.x) / box.width, (y - box.y) / box.height) }
}

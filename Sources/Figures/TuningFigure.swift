public import Drawing
public import Experiments

/// The figure of searches for the numbers of optimizers.
///
/// For one optimizer the best gap so far against trials, a table, and where each strategy has tried: why random search
/// beats a grid where one axis matters less than the other. For several optimizers the best gap so far, a panel each.
public struct TuningFigure: Sendable {
  private let tuning: Tuning
  private let theme: Theme
  private let threads: Int
  private let words: TuningWords
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The most optimizers of a figure.
  public static let most = 12

  private static let (left, right, top, bottom) = (27.0, 14.0, 60.0, 30.0)

  /// The figure of some searches.
  ///
  /// - Parameter threads: on how many threads the ground under the trials is found; it does not depend on it.
  public init(_ tuning: Tuning, theme: Theme, threads: Int = 1) {
    self.tuning = tuning
    self.theme = theme
    self.threads = threads
    words = TuningWords(tuning: tuning)
  }

  /// The words of title and footer, to be put in a caption.
  public var caption: String { [words.title(), words.terms, words.key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let width = page.width - Self.left - Self.right
    let finding = title ?? words.title(width: width)
    var picture = Picture(size: page, background: theme.page, title: Text.plain(finding))
    picture.description = words.description
    let body = Rect(
      Self.left, Self.top, width, page.height - Self.top - Self.bottom)
    picture.marks += tuning.settings.count == 1 ? single(in: body) : several(in: body)
    let headings = Headings(
      title: finding, subtitle: words.subtitle(size: 5.8, width: width), terms: hasFooter ? words.terms : "",
      key: hasFooter ? words.key : "")
    picture.marks += headings.marks(on: page, left: Self.left, right: Self.right, theme)
    return picture
  }

  // MARK: - One optimizer

  private func single(in body: Rect) -> [Mark] {
    let summaries = tuning.summaries(of: 0)
    let width = (0.4 * body.width).rounded()
    let tableHeight = 11 + min(14, 0.055 * body.height) * Double(summaries.count)
    let progress = progress(
      summaries, entry: 0,
      in: Rect(
        body.x, body.y, width - ProgressPanel.gutter, body.height - tableHeight - 36))
    let table = TuningTable(
      summaries: summaries, axes: tuning.settings[0].axes.map(\.name),
      box: Rect(body.x, body.maxY - tableHeight, width, tableHeight))
    let ground = Rect(body.x + width + 22, body.y - 12, body.width - width - 22, body.height + 12)
    return progress.marks(theme) + table.marks(theme) + trials(in: ground)
  }

  /// The panel of an optimizer, its left edge moved so that labels have room.
  private func progress(_ summaries: [Tuning.Summary], entry: Int, in room: Rect) -> ProgressPanel {
    let scale = ProgressPanel.scale(summaries, wanted: max(3, Int(room.height / 20)))
    let reach = ValueAxis(box: room, scale: scale).reach
    return ProgressPanel(
      summaries: summaries, budget: tuning.budget, scale: scale, goal: tuning.goal(of: entry),
      box: Rect(room.x + reach, room.y, room.width - reach, room.height),
      title: Self.heading(tuning))
  }

  private static func heading(_ tuning: Tuning) -> String {
    tuning.repeats == 1 ? "best gap so far" : "best gap so far, median of \(tuning.repeats) searches"
  }

  /// The trials of each strategy's first search, two panels side by side.
  private func trials(in room: Rect) -> [Mark] {
    let setting = tuning.settings[0]
    let point = tuning.best(of: 0)?.point ?? setting.axes.map { _ in 0.5 }
    let isFlat = setting.axes.count == 1
    let field = setting.field(columns: isFlat ? 241 : 57, rows: 45, through: point, threads: threads)
    let courses = tuning.kinds.compactMap { tuning.courses($0, for: 0).first }
    let lowest = min(field.scores.min() ?? 0, courses.compactMap(\.best?.score).min() ?? 0)
    let columns = courses.count == 1 ? 1 : 2
    let rows = (courses.count + columns - 1) / columns
    let strip = isFlat ? 0.0 : TrialsPanel.strip + 2
    let reach = isFlat ? TrialsPanel.gapReach : 10 + labelReach(setting.axes[1], room.height / Double(rows))
    let above = (isFlat ? 5 : TrialsPanel.strip) + 12.0
    let size = Size(
      (room.width - reach - Double(columns) * strip - Double(columns - 1) * 12) / Double(columns),
      (room.height - 20 - Double(rows) * above - Double(rows - 1) * 8) / Double(rows))
    return courses.enumerated().flatMap { index, course in
      let (row, column) = (index / columns, index % columns)
      let box = Rect(
        room.x + reach + Double(column) * (size.width + strip + 12),
        room.y + above + Double(row) * (size.height + above + 8), size.width, size.height)
      let isLowest = index + columns >= courses.count
      return TrialsPanel(
        course: course, setting: setting, field: field, lowest: lowest, box: box,
        hasLabels: (isLowest, column == 0)
      ).marks(theme)
    }
  }

  private func labelReach(_ axis: Axis, _ height: Double) -> Double {
    SearchAxis(axis, length: height).ticks.labelled.reduce(0) {
      max($0, Text.width(of: $1.label ?? "", size: SearchAxis.size))
    }
  }

  // MARK: - Several optimizers

  private func several(in body: Rect) -> [Mark] {
    let count = tuning.settings.count
    let columns = count <= 3 ? count : count <= 4 ? 2 : count <= 6 ? 3 : 4
    let rows = (count + columns - 1) / columns
    let all = tuning.settings.indices.map { tuning.summaries(of: $0) }
    let scale = ProgressPanel.scale(all.flatMap { $0 }, wanted: max(3, Int(body.height / Double(rows) / 20)))
    let reach = ValueAxis(box: body, scale: scale).reach
    let (across, between) = (12.0, 18.0)
    let width = (body.width - reach - across * Double(columns - 1)) / Double(columns)
    let height = (body.height - 22 - between * Double(rows - 1)) / Double(rows)
    var marks = legend(above: body)
    for (entry, summaries) in all.enumerated() {
      let (row, column) = (entry / columns, entry % columns)
      let box = Rect(
        body.x + reach + Double(column) * (width + across), body.y + 8 + Double(row) * (height + between), width, height
      )
      var panel = ProgressPanel(
        summaries: summaries, budget: tuning.budget, scale: scale,
        goal: tuning.goal(of: entry), box: box,
        title: tuning.settings[entry].entrant.label)
      panel.hasNames = false
      panel.hasGapLabels = column == 0
      panel.hasTrialLabels = entry + columns >= count
      marks += panel.marks(theme)
    }
    return marks
  }

  /// What is drawn, and the strategies by their hues at the right, above the panels.
  private func legend(above body: Rect) -> [Mark] {
    var marks: [Mark] = [
      .text(
        Text(Self.heading(tuning), at: Point(body.x, body.y - 8), size: 6.7, color: theme.secondaryInk))
    ]
    var right = body.maxX
    for kind in tuning.kinds.reversed() {
      let text = Text(
        kind.name, at: Point(right, body.y - 8), size: 6.4, color: theme.hue(of: kind), anchor: .end, weight: .bold)
      right -= text.width + 4
      marks += [.text(text), .fill(.circle(center: Point(right, body.y - 10.3), radius: 2.2), theme.hue(of: kind))]
      right -= 10
    }
    return marks
  }
}

import Drawing

/// The key to the colours of a relief: its tones from the lowest to the highest, with the levels.
struct ViewBar {
  let scene: ViewScene
  let box: Rect
  let title: String

  private static let (titleSize, labelSize) = (6.4, 5.6)
  private static let height = 4.2
  private static let tones = 48

  func marks(_ theme: Theme) -> [Mark] {
    let bar = Rect(box.x, box.y + 9.6, box.width, Self.height)
    let palette = theme.relief
    // Boxes over each other and not side by side, so that there are no seams.
    let tones = (0..<Self.tones).map { tone -> Mark in
      let share = Double(tone) / Double(Self.tones)
      let left = bar.x + share * bar.width
      return .fill(.box(Rect(left, bar.y, bar.maxX - left, bar.height)), palette.color(at: share))
    }
    var labels: [Text] = []
    var ticks: [Path.Piece] = []
    for tick in scene.heightTicks(wanted: 8) {
      let x = bar.x + tick.share * bar.width
      let baseline = bar.maxY + 2 + FontMetrics.capHeight * Self.labelSize + 1
      // The first label begins where the heading does.
      let middle = max(x, box.x + Text.width(of: tick.label, size: Self.labelSize) / 2)
      let label = Text(
        tick.label, at: Point(middle, baseline), size: Self.labelSize, color: theme.secondaryInk, anchor: .middle)
      if let last = labels.last, last.box.overlaps(Quad(label.box.bounds.inset(by: -1.8))) { continue }
      labels.append(label)
      ticks.append(Path.Piece([Point(x, bar.y), Point(x, bar.maxY + 1.6)], isClosed: false))
    }
    let heading = Text(title, at: Point(box.x, box.y + 6.2), size: Self.titleSize, color: theme.secondaryInk)
    return tones + [
      .stroke(.box(bar), Stroke(theme.frame, width: 0.45, cap: .square)),
      .stroke(Path(ticks), Stroke(theme.frame, width: 0.45, cap: .butt)),
    ] + ([heading] + labels).map(Mark.text)
  }
}

extension Relief.Palette {
  /// The colour of a tone as it mostly is on a relief: between light and shade.
  func color(at share: Double) -> Color {
    let index = min(Int(share * Double(lit.count - 1) + 0.5), lit.count - 1)
    return shaded[index].mixed(with: lit[index], 0.65)
  }
}

import Drawing

/// The axis of values at the left of a panel: its ticks, what is written at them, and rules across.
struct ValueAxis {
  let box: Rect
  let scale: LossScale

  static let tickSize = 6.2

  /// Where a value stands; beyond the box for values beyond the range.
  func y(_ value: Double) -> Double { box.maxY - box.height * scale.height(of: value) }

  /// How far labels reach to the left of the box.
  var reach: Double {
    scale.ticks.labelled.reduce(0) { max($0, Text.width(of: $1.label ?? "", size: Self.tickSize)) } + 3.8
  }

  /// A line across at each label.
  func rules(_ theme: Theme) -> Mark {
    let lines = scale.ticks.labelled.map { tick in
      Path.Piece([Point(box.x, y(tick.value)), Point(box.maxX, y(tick.value))], isClosed: false)
    }
    return .stroke(Path(lines), Stroke(theme.rule, width: 0.45, cap: .butt))
  }

  /// The left and the lower edge, with a tick at each label.
  var frame: [Path.Piece] {
    Path(line: [Point(box.x, box.y), Point(box.x, box.maxY), Point(box.maxX, box.maxY)]).pieces
      + scale.ticks.labelled.map { tick in
        .init([Point(box.x - 2.2, y(tick.value)), Point(box.x, y(tick.value))], isClosed: false)
      }
  }

  /// What is written at the ticks.
  func labels(_ theme: Theme) -> [Mark] {
    scale.ticks.labelled.map { tick in
      let baseline = y(tick.value) + Text.baselineDrop(size: Self.tickSize)
      return .text(
        Text(
          tick.label ?? "", at: Point(box.x - 3.8, baseline), size: Self.tickSize, color: theme.secondaryInk,
          anchor: .end))
    }
  }
}

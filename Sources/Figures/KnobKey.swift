import Drawing
import Experiments

/// The key to the colours of a map over knobs: the ramp with its numbers, then the flat colours with their words.
struct KnobKey {
  let map: KnobMap
  let tones: KnobTones
  /// What the ramp counts.
  let title: String
  let box: Rect

  private static let (labelSize, wordSize) = (5.8, 5.8)
  private static let barWidth = 7.0
  private static let patch = 7.0
  private static let patchHeight = 10.6

  func marks(_ theme: Theme) -> [Mark] {
    let patches = tones.patches(map)
    var marks: [Mark] = []
    var bottom = box.maxY
    for patch in patches.reversed() {
      let square = Rect(box.x, bottom - Self.patch, Self.patch, Self.patch)
      marks.append(.fill(.box(square), patch.color))
      if patch.isHatched { marks.append(.clip(square, hatching(square, theme))) }
      marks.append(.stroke(.box(square), Stroke(theme.frame, width: 0.4)))
      let room = box.width - Self.patch - 3
      let words = patch.words.fitted(size: Self.wordSize, least: 4.4, width: room, weight: .regular)
      marks.append(
        .text(
          Text(
            words.string, at: Point(square.maxX + 3, square.center.y + Text.baselineDrop(size: words.size)),
            size: words.size, color: theme.secondaryInk)))
      bottom -= Self.patchHeight
    }
    guard let range = tones.range else { return marks }
    let bar = Rect(box.x, box.y + 4, Self.barWidth, max(30, min(bottom - 8, box.maxY) - box.y - 4))
    return marks + ramp(bar, over: range, theme)
  }

  /// The ramp, the best at the bottom as in a panel of losses.
  private func ramp(_ bar: Rect, over range: ClosedRange<Double>, _ theme: Theme) -> [Mark] {
    var marks = tones.ramp.enumerated().map { index, color -> Mark in
      // Boxes over each other and not side by side, so that there are no seams.
      let height = bar.height * (1 - Double(index) / Double(tones.ramp.count))
      return .fill(.box(Rect(bar.x, bar.y, bar.width, height)), color)
    }
    let ticks: Ticks
    let wanted = max(2, min(7, Int(bar.height / 18)))
    switch tones.scale {
    case .symmetric(let unit): ticks = .symmetric(range, unit: 10 * unit, wanted: wanted)
    case .logarithmic: ticks = .logarithmic(range, wanted: wanted)
    case .linear: ticks = .linear(range, wanted: wanted)
    }
    var pieces: [Path.Piece] = []
    for tick in ticks.marks {
      let place = bar.maxY - bar.height * tones.share(tick.value)
      let length = tick.label == nil ? 1.2 : 2.2
      pieces.append(.init([Point(bar.maxX, place), Point(bar.maxX + length, place)], isClosed: false))
      guard let label = tick.label else { continue }
      marks.append(
        .text(
          Text(
            label, at: Point(bar.maxX + 3.6, place + Text.baselineDrop(size: Self.labelSize)), size: Self.labelSize,
            color: theme.secondaryInk)))
    }
    let words = title.fitted(size: 6.4, least: 4.6, width: box.width + 8, weight: .regular)
    return marks + [
      .stroke(.box(bar), Stroke(theme.frame, width: 0.45, cap: .square)),
      .stroke(Path(pieces), Stroke(theme.frame, width: 0.45, cap: .butt)),
      .text(Text(words.string, at: Point(box.x, box.y - 5), size: words.size, color: theme.secondaryInk)),
    ]
  }

  private func hatching(_ square: Rect, _ theme: Theme) -> [Mark] {
    let lines = stride(from: 0.0, through: 2 * square.width, by: 2.8).map { reach in
      Path.Piece([Point(square.x + reach, square.y), Point(square.x, square.y + reach)], isClosed: false)
    }
    return [.stroke(Path(lines), Stroke(theme.frame, width: 0.6, cap: .butt))]
  }
}

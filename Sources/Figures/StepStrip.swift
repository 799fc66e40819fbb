import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The same coordinate over time, under a curve.
///
/// Steps grow downwards on a logarithmic scale, so that runs that share the curve come apart.
struct StepStrip {
  /// The window of the coordinate.
  let window: ClosedRange<Double>
  /// How many steps there are.
  let steps: Int
  let box: Rect
  /// The coordinate after each step, with rank and colour.
  var walkers: [(coordinates: [Double], style: RunStyle)]
  /// Coordinates of known lowest minima.
  let minima: [Double]
  /// The name of the coordinate.
  let name: String

  /// How deep a step lies: log10 of one more, so that the start lies at 0.
  private static func depth(_ step: Int) -> Double { log10(1 + Double(step)) }

  private var frame: MapFrame {
    let last = Self.depth(steps)
    return MapFrame(x: window, y: -1.04 * last...0.05 * last, filling: box)
  }

  /// Where a step stands, as a share of the height of a strip.
  static func share(of step: Int, among steps: Int) -> Double {
    (0.05 * depth(steps) + depth(step)) / (1.09 * depth(steps))
  }

  /// The frame with its ticks.
  var axes: MapAxes {
    let frame = frame
    return MapAxes(frame, names: (name, "step"), x: MapAxes(frame, names: (name, "step")).x, y: ticks(frame))
  }

  /// The start, the powers of ten, and 5 and 2 times them where there is room.
  private func ticks(_ frame: MapFrame) -> Ticks {
    var chosen = [0]
    for digit in [1, 5, 2] {
      var value = digit
      while value <= steps {
        let depth = Self.depth(value)
        if chosen.allSatisfy({ abs(Self.depth($0) - depth) * frame.unitY >= 9 }) { chosen.append(value) }
        value *= 10
      }
    }
    return Ticks(chosen.sorted(by: >).map { Tick(-Self.depth($0), label: "\($0)") })
  }

  /// The marks, first painted first.
  func marks(_ theme: Theme) -> [Mark] {
    let frame = frame
    let axes = axes
    let traced = walkers.map { walker in
      let points = walker.coordinates.enumerated().map { Place($1, -Self.depth($0)) }
      return TracedPath(MapPath(points: points, style: walker.style), in: frame)
    }
    let rules = axes.y.labelled.map { tick in
      let y = frame.page(Place(window.lowerBound, tick.value)).y
      return Path.Piece([Point(box.x, y), Point(box.maxX, y)], isClosed: false)
    }
    let goals = minima.filter(window.contains).map { goal in
      let x = frame.page(Place(goal, 0)).x
      return Path.Piece([Point(x, box.y), Point(x, box.maxY)], isClosed: false)
    }
    return [
      .fill(.box(box), theme.panelGround), .stroke(Path(rules), Stroke(theme.rule, width: 0.45, cap: .butt)),
      .stroke(Path(goals), Stroke(theme.secondaryInk, width: 0.6, dash: [2.2, 2], cap: .butt)),
      .clip(box, PathMarks.lines(traced, in: box, theme) + PathMarks.dots(traced, in: box, theme)),
    ] + axes.marks(theme)
  }
}

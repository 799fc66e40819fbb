import Drawing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// An arrow of a step on the page.
struct StepArrow {
  let label: String
  let root: Point
  let tip: Point
  let ink: Color
  /// Whether it is the step itself.
  let isMain: Bool
  /// Whether it is one that begins where another ends, whose middle says more than its end.
  let isPart: Bool
  private let width: Double
  private let dash: [Double]
  private let head: Double

  init(_ arrow: StepScene.Arrow, in frame: MapFrame, hue: Color, _ theme: Theme) {
    label = arrow.label
    let (from, to) = (frame.page(arrow.from), frame.page(arrow.to))
    let length = from.distance(to: to)
    // The step runs from disc to disc.
    let gap = arrow.role == .step && length > 4 * StepLabels.disc ? (StepLabels.disc + 0.6) / length : 0
    root = from
    tip = from.towards(to, 1 - gap)
    isPart = arrow.role == .added
    isMain = arrow.role == .step
    let other = theme.freeHue(apartFrom: [hue, theme.ink, theme.star])?.hue ?? theme.secondaryInk
    ink =
      switch arrow.role {
      case .step, .carried, .added: hue
      case .slope: theme.ink
      case .memory: other
      case .wrapper: theme.secondaryInk
      }
    (width, head) =
      switch arrow.role {
      case .step: (2.3, 8.5)
      case .slope, .memory: (1.4, 6.6)
      case .carried, .added, .wrapper: (1, 5)
      }
    dash = [.carried, .added, .wrapper].contains(arrow.role) ? [3, 2] : []
  }

  /// From root to tip, of length one; upwards if the arrow has no length.
  var direction: Point {
    let length = root.distance(to: tip)
    return length > 0 ? Point((tip.x - root.x) / length, (tip.y - root.y) / length) : Point(0, -1)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let length = root.distance(to: tip)
    guard length > 0.5 else { return [] }
    // A short arrow has a short head, so that its shaft is seen.
    let head = min(head, 0.6 * length)
    let neck = Point(tip.x - direction.x * head * 0.9, tip.y - direction.y * head * 0.9)
    let shaft = Path(line: [root, neck])
    let point = Path.arrowHead(tip: tip, direction: direction, length: head, width: 0.82)
    return [
      .stroke(shaft, Stroke(theme.halo.withAlpha(0.85), width: width + 1.6, cap: .butt)),
      .stroke(point, Stroke(theme.halo.withAlpha(0.85), width: 1.4)),
      .stroke(shaft, Stroke(ink, width: width, dash: dash, cap: .butt)), .fill(point, ink),
    ]
  }

  /// Places along it, 2 points apart.
  var samples: [Point] {
    let length = root.distance(to: tip)
    let count = max(1, min(2000, Int((length / 2).rounded(.up))))
    return (0...count).map { root.towards(tip, Double($0) / Double(count)) }
  }
}

/// Finds room for the labels of a step.
struct StepLabels {
  private let box: Rect
  private var taken: [Point]
  private var boxes: [Rect] = []

  /// The radius of the discs at both ends of the step.
  static let disc = 4.6
  private static let size = 6.6

  /// Labels inside a box that keep off what is drawn at some points.
  init(box: Rect, taken: [Point]) {
    self.box = box
    self.taken = taken
  }

  /// Places in the boxes of all labels and discs, 3 points apart.
  var samples: [Point] {
    boxes.flatMap { box in
      let (columns, rows) = (Int(box.width / 3) + 1, Int(box.height / 3) + 1)
      return (0...columns).flatMap { column in
        (0...rows).map {
          Point(box.x + box.width * Double(column) / Double(columns), box.y + box.height * Double($0) / Double(rows))
        }
      }
    }
  }

  /// Keeps the place of a disc.
  mutating func disc(at point: Point) {
    boxes.append(Rect(point.x - Self.disc - 1, point.y - Self.disc - 1, 2 * Self.disc + 2, 2 * Self.disc + 2))
  }

  /// The label of something, as near to a place as there is room.
  mutating func text(
    _ string: String, near tip: Point, along direction: Point, color: Color, _ theme: Theme, isBold: Bool = false
  ) -> [Mark] {
    var text = Text(
      string, at: Point(0, 0), size: Self.size, color: color, weight: isBold ? .bold : .regular,
      halo: .init(theme.halo, width: 1.3))
    let bounds = text.box.bounds
    let (width, height) = (bounds.width, bounds.height)
    var best: (cost: Double, rect: Rect)?
    for reach in [5.0, 9, 14, 20, 28, 38, 50] {
      for turn in 0..<24 {
        // From straight on to the sides, then back.
        let angle = Double(turn / 2 + turn % 2) * (turn % 2 == 0 ? 1 : -1) * .pi / 12
        let toward = direction.turned(by: angle)
        let center = Point(
          tip.x + toward.x * (reach + width / 2 * abs(toward.x)), tip.y + toward.y * (reach + height / 2))
        let rect = Rect(center.x - width / 2, center.y - height / 2, width, height)
        let cost = cost(rect) + reach / 4 + abs(angle)
        if best.map({ cost < $0.cost }) ?? true { best = (cost, rect) }
      }
    }
    // On a page too small for all labels the arrows have to speak for themselves.
    guard let rect = best?.rect, !boxes.contains(where: rect.inset(by: -0.5).overlaps) else { return [] }
    boxes.append(rect)
    text.position = Point(rect.x - bounds.x, rect.y - bounds.y)
    return [.text(text)]
  }

  private func cost(_ rect: Rect) -> Double {
    let inner = box.inset(by: 3)
    let outside =
      max(0, inner.x - rect.x) + max(0, rect.maxX - inner.maxX) + max(0, inner.y - rect.y)
      + max(0, rect.maxY - inner.maxY)
    let near = rect.inset(by: -0.5)
    return 50 * outside + 400 * Double(boxes.count { $0.overlaps(near) }) + 4
      * Double(taken.count { near.contains($0) })
  }
}

extension Point {
  /// The direction turned by an angle in radians.
  fileprivate func turned(by angle: Double) -> Point {
    let (cosine, sine) = (cos(angle), sin(angle))
    return Point(x * cosine - y * sine, x * sine + y * cosine)
  }
}

import Drawing

/// The axes of a view: on the edges of the box that nothing of the surface is seen behind.
///
/// The two coordinates stand along the lower edges in front, the height along the upright edge at the left of them.
struct ViewAxes {
  let camera: Camera
  let scene: ViewScene
  let names: (x: String, y: String)
  /// What the height is, in a word or two.
  let heightName: String

  private static let size = 6.2
  private static let nameSize = 7.0
  private static let tick = 3.0
  /// The least distance between two labels.
  private static let between = 1.2
  /// From a tick to its label.
  private static let gap = 2.0
  /// The shortest upright axis that is drawn, in points.
  private static let shortest = 16.0

  /// An axis on the page: a line, and what stands at it.
  private struct Edge {
    let from: Point
    let to: Point
    /// The direction of its ticks, away from the surface.
    let outward: Point
    let ticks: [(share: Double, label: String)]
    let name: String

    func point(_ share: Double) -> Point { from.towards(to, share) }
    var length: Double { from.distance(to: to) }
  }

  // MARK: - Where the axes are

  /// On which side of the plan, seen from its middle, the edge along each coordinate is: in front, which is below on the page;
  /// where no side is in front, at the left.
  private var sides: SIMD2<Double> {
    let (right, up) = (camera.direction.right, camera.direction.up)
    func side(_ up: Double, _ right: Double) -> Double { abs(up) > 1e-9 ? (up > 0 ? -1 : 1) : right > 0 ? -1 : 1 }
    return SIMD2(side(up.x, right.x), side(up.y, right.y))
  }

  private func corner(_ side: SIMD2<Double>, _ height: Double) -> Point {
    let place = side * scene.field.size / 2
    return camera.page(Spot(place.x, place.y, height))
  }

  private var edges: [Edge] {
    let (sides, floor) = (sides, -ViewHeights.gap)
    let frame = scene.landscape.frame
    let front = corner(sides, floor)
    let (alongX, alongY) = (SIMD2(-sides.x, sides.y), SIMD2(sides.x, -sides.y))
    func edge(_ end: SIMD2<Double>, _ range: ClosedRange<Double>, _ name: String, isReversed: Bool) -> Edge {
      let far = corner(end, floor)
      let (from, to) = isReversed ? (front, far) : (far, front)
      let wanted = max(2, Int((from.distance(to: to) / 46).rounded()) + 1)
      let ticks = Ticks.linear(range, wanted: wanted)
      let other = corner(end == alongX ? alongY : alongX, floor)
      return Edge(
        from: from, to: to, outward: Self.outward(from, to, awayFrom: other, beside: front),
        ticks: ticks.labelled.map { tick in
          (
            share: (tick.value - range.lowerBound) / (range.upperBound - range.lowerBound), label: tick.label ?? ""
          )
        }, name: ticks.exponent == 0 ? name : name + " / " + NumberText.power(ofTen: ticks.exponent))
    }
    let floorEdges = [
      edge(alongX, frame.x, names.x, isReversed: sides.x < 0), edge(alongY, frame.y, names.y, isReversed: sides.y < 0),
    ]
    let left = corner(alongX, floor).x < corner(alongY, floor).x ? alongX : alongY
    let (low, high) = (corner(left, 0), corner(left, ViewHeights.tall))
    guard low.distance(to: high) >= Self.shortest else { return floorEdges }
    return floorEdges + [
      Edge(from: low, to: high, outward: Point(-1, 0), ticks: heightTicks(low.distance(to: high)), name: "")
    ]
  }

  /// The direction of ticks: half way between the right angle to an edge and the other edge, made longer.
  private static func outward(_ from: Point, _ to: Point, awayFrom place: Point, beside corner: Point) -> Point {
    let normal = normal(from, to, awayFrom: place)
    let (x, y) = (corner.x - place.x, corner.y - place.y)
    let length = (x * x + y * y).squareRoot()
    guard length > 0 else { return normal }
    let sum = Point(normal.x + x / length, normal.y + y / length)
    let reach = (sum.x * sum.x + sum.y * sum.y).squareRoot()
    return Point(sum.x / reach, sum.y / reach)
  }

  /// The direction at right angles to an edge that leads away from a place.
  private static func normal(_ from: Point, _ to: Point, awayFrom place: Point) -> Point {
    let length = from.distance(to: to)
    guard length > 0 else { return Point(0, 1) }
    let normal = Point((to.y - from.y) / length, (from.x - to.x) / length)
    let side = (place.x - from.x) * normal.x + (place.y - from.y) * normal.y
    return side > 0 ? Point(-normal.x, -normal.y) : normal
  }

  private func heightTicks(_ length: Double) -> [(share: Double, label: String)] {
    scene.heightTicks(wanted: max(2, Int(length / 14)))
  }

  // MARK: - What is drawn

  /// The lines, behind the surface.
  func lines(_ theme: Theme) -> [Mark] {
    let edges = edges
    let ticks = edges.flatMap { edge in
      edge.ticks.map { tick -> Path.Piece in
        let place = edge.point(tick.share)
        return Path.Piece(
          [place, Point(place.x + Self.tick * edge.outward.x, place.y + Self.tick * edge.outward.y)], isClosed: false)
      }
    }
    return [
      .stroke(
        Path(edges.map { Path.Piece([$0.from, $0.to], isClosed: false) }),
        Stroke(theme.frame, width: 0.7, cap: .round)),
      .stroke(Path(ticks), Stroke(theme.frame, width: 0.6, cap: .butt)),
    ]
  }

  /// Names and labels that do not touch; a label gives way to those before it.
  func texts(_ theme: Theme) -> [Text] {
    let edges = edges
    var texts: [Text] = []
    func add(_ text: Text) {
      let room = Quad(text.box.bounds.inset(by: -Self.between))
      if !texts.contains(where: { $0.box.overlaps(room) }) { texts.append(text) }
    }
    for edge in edges {
      for tick in edge.ticks {
        add(Self.label(tick.label, size: Self.size, at: edge.point(tick.share), edge.outward, theme))
      }
    }
    for edge in edges where !edge.name.isEmpty { texts.append(name(of: edge, beside: texts, theme)) }
    if let upright = edges.dropFirst(2).first {
      texts.append(heightName(of: upright, beside: texts, theme))
    }
    return texts
  }

  /// The name of an axis: between its last labels, or farther out where there is no room.
  private func name(of edge: Edge, beside texts: [Text], _ theme: Theme) -> Text {
    let shares = edge.ticks.map(\.share)
    let gaps = zip(shares, shares.dropFirst()).map { ($0 + $1) / 2 }.sorted { abs($0 - 0.5) < abs($1 - 0.5) }
    for distance in [0.0, 4, 8, 12, 16] {
      for share in gaps + [0.5] {
        var text = Self.label(edge.name, size: Self.nameSize, at: edge.point(share), edge.outward, theme, distance)
        text.isItalic = true
        if !texts.contains(where: { $0.box.overlaps(text.box) }) { return text }
      }
    }
    var text = Self.label(edge.name, size: Self.nameSize, at: edge.point(0.5), edge.outward, theme, 20)
    text.isItalic = true
    return text
  }

  /// The name of the height: turned, at the left of its labels.
  private func heightName(of edge: Edge, beside texts: [Text], _ theme: Theme) -> Text {
    let middle = edge.point(0.5)
    let widest = edge.ticks.map { Text.width(of: $0.label, size: Self.size) }.max() ?? 0
    let place = Point(middle.x - Self.tick - Self.gap - widest - 4, middle.y)
    return Text(
      heightName, at: place, size: Self.size, color: theme.secondaryInk, anchor: .middle, rotation: -.pi / 2)
  }

  /// A text whose box stands clear of the end of a tick.
  private static func label(
    _ string: String, size: Double, at place: Point, _ outward: Point, _ theme: Theme, _ distance: Double = 0
  ) -> Text {
    let width = Text.width(of: string, size: size)
    let height = FontMetrics.capHeight * size
    let reach = tick + gap + distance + (width * abs(outward.x) + height * abs(outward.y)) / 2
    let center = Point(place.x + reach * outward.x, place.y + reach * outward.y)
    return Text(
      string, at: Point(center.x, center.y + height / 2), size: size, color: theme.secondaryInk, anchor: .middle)
  }
}

extension ViewScene {
  /// The ticks of the height, by the share of it: the decades of the levels, or round numbers.
  func heightTicks(wanted: Int) -> [(share: Double, label: String)] {
    let (low, high) = (heights.range.lowerBound, heights.range.upperBound)
    func share(_ value: Double) -> Double { (heights.scale.position(value) - low) / (high - low) }
    guard case .logarithmic = heights.scale else {
      let ticks = Ticks.linear(heights.values, wanted: wanted)
      return ticks.labelled.map { tick in
        (share(tick.value), ticks.exponent == 0 ? tick.label ?? "" : NumberText.value(tick.value))
      }
    }
    let decades = landscape.levels.all.filter { $0.weight == .major }.map { (share($0.value), $0.label) }
      .filter { (0...1).contains($0.0) }
    let stride = max(1, (decades.count + wanted - 1) / wanted)
    return decades.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
  }
}

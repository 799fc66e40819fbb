import Drawing
import Experiments

/// The tree, its leaves at the right.
struct KinshipTreePanel {
  private let kinship: Kinship
  private let box: Rect
  private let row: Double
  /// The distance at the left edge.
  private let most: Double

  init(_ kinship: Kinship, box: Rect, row: Double) {
    self.kinship = kinship
    self.box = box
    self.row = row
    most = max(1.15 * (kinship.tree.joints.last?.height ?? 0), 1e-3)
  }

  private func x(_ distance: Double) -> Double {
    box.maxX - box.width * KinshipScale.share(distance, most: most)
  }

  func marks(_ theme: Theme) -> [Mark] {
    axis(theme) + [.stroke(Path(lines), Stroke(theme.ink, width: 0.8, cap: .square))]
  }

  /// A fork for every joint: two arms and the bar that joins them.
  private var lines: [Path.Piece] {
    let tree = kinship.tree
    var places = Array(repeating: Point(box.maxX, 0), count: tree.leaves)
    for (place, leaf) in tree.order.enumerated() { places[leaf].y = box.y + row * (Double(place) + 0.5) }
    var lines: [Path.Piece] = []
    for joint in tree.joints {
      let (a, b) = (places[joint.left], places[joint.right])
      let x = min(x(joint.height), a.x, b.x)
      lines.append(Path.Piece([a, Point(x, a.y), Point(x, b.y), b], isClosed: false))
      places.append(Point(x, (a.y + b.y) / 2))
    }
    if let root = places.last, tree.leaves > 1 {
      lines.append(Path.Piece([root, Point(max(box.x, root.x - 6), root.y)], isClosed: false))
    }
    return lines
  }

  /// Per cents of the diagonal, faint lines behind the tree.
  private func axis(_ theme: Theme) -> [Mark] {
    let ticks: [(Double, String)] = [
      (1e-4, "same"), (1e-3, "0.1 %"), (1e-2, "1 %"), (3e-2, "3 %"), (1e-1, "10 %"), (3e-1, "30 %"),
    ]
    let seen = ticks.filter { $0.0 <= most }
    let floor = box.y + row * Double(kinship.entrants.count)
    let rules = seen.map { Path(line: [Point(x($0.0), box.y - 2), Point(x($0.0), floor + 2)]) }
    let labels = seen.map { tick in
      Mark.text(
        Text(
          tick.1, at: Point(x(tick.0), floor + 10), size: 6, color: theme.secondaryInk, anchor: .middle))
    }
    return rules.map { .stroke($0, Stroke(theme.rule, width: 0.5, cap: .butt)) } + labels
  }
}

/// Every distance as a square: the darker, the nearer.
struct KinshipMatrix {
  private let kinship: Kinship
  private let box: Rect

  init(_ kinship: Kinship, box: Rect) {
    self.kinship = kinship
    self.box = box
  }

  func marks(_ theme: Theme) -> [Mark] {
    let order = kinship.tree.order
    let count = Double(max(1, order.count))
    let (width, height) = (box.width / count, box.height / count)
    var cells: [Int: [Path.Piece]] = [:]
    for (row, first) in order.enumerated() {
      for (column, second) in order.enumerated() where first != second {
        let shade = Int((16 * KinshipScale.nearness(kinship.distances[first][second])).rounded())
        let cell = Rect(box.x + width * Double(column), box.y + height * Double(row), width, height)
        cells[shade, default: []].append(Path.box(cell).pieces[0])
      }
    }
    let shades = cells.keys.sorted().filter { $0 > 0 }
    let diagonal = order.indices.map { place in
      Path.box(Rect(box.x + width * Double(place), box.y + height * Double(place), width, height)).pieces[0]
    }
    return [.fill(.box(box), theme.panelGround)]
      + shades.map { shade in
        .fill(Path(cells[shade] ?? []), theme.panelGround.mixed(with: theme.ink, 0.92 * Double(shade) / 16))
      } + [
        .fill(Path(diagonal), theme.rule),
        .stroke(.box(box), Stroke(theme.frame, width: 0.6, cap: .square)),
      ]
  }
}

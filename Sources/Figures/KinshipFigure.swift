public import Drawing
public import Experiments
import Surfaces

/// The tree of optimizers by the distance of their paths: at the left who joins whom, at the right how far each is from
/// each.
public struct KinshipFigure: Sendable {
  private let kinship: Kinship
  private let theme: Theme
  /// The finding, if it is to be worded otherwise.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of at least two optimizers.
  public init(_ kinship: Kinship, theme: Theme) {
    self.kinship = kinship
    self.theme = theme
  }

  private static let (top, bottom, axisHeight) = (56.0, 31.4, 28.0)
  private var count: Int { kinship.entrants.count }

  /// The page if none is asked for: as high as its rows need.
  public var usualPage: Size {
    Size(
      PageSize.usual.width, max(250, Self.top + (count > 30 ? 8.6 : 11) * Double(count) + Self.axisHeight + Self.bottom)
    )
  }

  /// Whether the rows have room on a page.
  public func fits(on page: Size) -> Bool { rowHeight(on: page) >= 5 }

  private func rowHeight(on page: Size) -> Double {
    min(20, (page.height - Self.top - Self.axisHeight - Self.bottom) / Double(count))
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [finding, terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    var picture = Picture(size: page, background: theme.page, title: title ?? finding)
    let row = rowHeight(on: page)
    let size = min(6.6, 0.78 * row)
    let labels = names
    let names = min(110, labels.reduce(0) { max($0, Text.width(of: $1, size: size)) })
    let (left, right) = (27.0, page.width - 12)
    let matrixWidth = min(0.42 * page.width, row * Double(count))
    let matrix = Rect(right - matrixWidth, Self.top, matrixWidth, row * Double(count))
    let tree = Rect(left, Self.top, matrix.x - 16 - names - 6 - left, matrix.height)
    let panel = KinshipTreePanel(kinship, box: tree, row: row)
    picture.marks += panel.marks(theme)
    let hues = KinshipHues(theme)
    for (place, index) in kinship.tree.order.enumerated() {
      let middle = Self.top + row * (Double(place) + 0.5)
      let label = labels[index].fitted(size: size, least: 0.7 * size, width: names, weight: .regular)
      let hue = hues[kinship.entrants[index].familyIndex]
      picture.marks += [
        .fill(.circle(center: Point(tree.maxX + 4, middle), radius: min(2.1, 0.3 * row)), hue),
        .text(
          Text(
            label.string, at: Point(tree.maxX + 9, middle + Text.baselineDrop(size: label.size)), size: label.size,
            color: theme.ink)),
      ]
    }
    picture.marks += KinshipMatrix(kinship, box: matrix).marks(theme)
    picture.marks += families(left: left, right: right, y: matrix.maxY + 21, theme)
    let headings = Headings(
      title: title ?? finding, subtitle: subtitle, terms: hasFooter ? terms : "", key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: left, right: 12, theme)
    return picture
  }
}

extension KinshipFigure {
  /// The families, each with its dot, in one line as large as it fits.
  private func families(left: Double, right: Double, y: Double, _ theme: Theme) -> [Mark] {
    var seen: [Int: String] = [:]
    for entrant in kinship.entrants { seen[entrant.familyIndex] = entrant.family }
    let names = seen.sorted { $0.key < $1.key }
    let hues = KinshipHues(theme)
    let (dot, gap) = (5.0, 10.0)
    let natural = names.reduce(0) { $0 + Text.width(of: $1.value, size: 6) + dot + gap } - gap
    let scale = min(1, (right - left) / max(natural, 1))
    var x = left
    return names.flatMap { index, name -> [Mark] in
      let text = Text(
        name, at: Point(x + dot * scale, y + Text.baselineDrop(size: 6 * scale)), size: 6 * scale,
        color: theme.secondaryInk)
      let mark = Mark.fill(
        .circle(center: Point(x + 1.6 * scale, y), radius: 1.8 * scale), hues[index])
      x += dot * scale + text.width + gap * scale
      return [mark, .text(text)]
    }
  }
}

// MARK: - Words

extension KinshipFigure {
  /// Which two are nearest, and which one stands most alone.
  private var finding: String {
    let pairs = kinship.entrants.indices.flatMap { first in
      kinship.entrants.indices.filter { $0 > first }.map { (first, $0, kinship.distances[first][$0]) }
    }
    guard let nearest = pairs.filter({ $0.2 > KinshipScale.least }).min(by: { $0.2 < $1.2 }) ?? pairs.first else {
      return "Kinship"
    }
    let (a, b) = (names[nearest.0], names[nearest.1])
    let gap = NumberText.shortest((1000 * nearest.2).rounded() / 10)
    guard nearest.2 < 0.01 else { return "The nearest two are \(a) and \(b), \(gap) % of the window apart" }
    func loneliness(_ index: Int) -> Double { kinship.nearest(to: index)?.distance ?? 0 }
    let alone = kinship.entrants.indices.max { loneliness($0) < loneliness($1) }
    let loner = alone.map { count > 4 && loneliness($0) > 0.03 ? "; \(names[$0]) walks alone" : "" } ?? ""
    return "\(a) and \(b) go nearly the same way\(loner)"
  }

  private var names: [String] { kinship.names }

  private var subtitle: String {
    let surfaces = kinship.places.map(\.surface.title)
    let distinct = surfaces.indices.filter { !surfaces[..<$0].contains(surfaces[$0]) }.map { surfaces[$0] }
    let names = distinct.count > 4 ? "\(distinct.count) surfaces" : distinct.joined(separator: ", ")
    let starts = kinship.places.count
    return
      "\(count) optimizers by the distance of their paths, on \(names), \(starts) \(starts == 1 ? "start" : "starts")"
  }

  private var terms: String {
    "\(kinship.steps) steps  \u{00B7}  rates tuned: best calm one of 61  \u{00B7}  "
      + "distance: mean gap between two paths, whatever their speed, in % of the window's diagonal" + lost
  }

  /// How many runs ended in infinity, if any did: their paths are those up to there.
  private var lost: String {
    let count = kinship.diverged
    return count == 0 ? "" : "  \u{00B7}  \(count) of \(self.count * kinship.places.count) runs diverged"
  }

  private var key: String {
    "joined where the mean distance of two groups stands on the axis  \u{00B7}  dots and squares: same order; strong: nearer than 0.1 %, empty: farther than 10 %"
  }
}

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

  private static let (top, bottom, axisHeight) = (56.0, 31.4, 16.0)
  private var count: Int { kinship.entrants.count }

  /// The page if none is asked for: as high as its rows need.
  public var usualPage: Size {
    Size(
      PageSize.usual.width, max(PageSize.usual.height, Self.top + 8.6 * Double(count) + Self.axisHeight + Self.bottom))
  }

  /// Whether the rows have room on a page.
  public func fits(on page: Size) -> Bool { rowHeight(on: page) >= 5 }

  private func rowHeight(on page: Size) -> Double {
    min(17, (page.height - Self.top - Self.axisHeight - Self.bottom) / Double(count))
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [finding, terms, key].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    var picture = Picture(size: page, background: theme.page, title: title ?? finding)
    let row = rowHeight(on: page)
    let size = min(6.6, 0.78 * row)
    let labels = kinship.entrants.map(\.label)
    let names = min(110, labels.reduce(0) { max($0, Text.width(of: $1, size: size)) })
    let (left, right) = (27.0, page.width - 12)
    let matrixWidth = min(0.42 * page.width, row * Double(count))
    let matrix = Rect(right - matrixWidth, Self.top, matrixWidth, row * Double(count))
    let tree = Rect(left, Self.top, matrix.x - 16 - names - 6 - left, matrix.height)
    let panel = KinshipTreePanel(kinship, box: tree, row: row)
    picture.marks += panel.marks(theme)
    for (place, index) in kinship.tree.order.enumerated() {
      let middle = Self.top + row * (Double(place) + 0.5)
      let label = labels[index].fitted(size: size, least: 0.7 * size, width: names, weight: .regular)
      let hue = KinshipHues.ink(theme, at: kinship.entrants[index].familyIndex)
      picture.marks += [
        .fill(.circle(center: Point(tree.maxX + 4, middle), radius: min(2.1, 0.3 * row)), hue),
        .text(
          Text(
            label.string, at: Point(tree.maxX + 9, middle + Text.baselineDrop(size: label.size)), size: label.size,
            color: theme.ink)),
      ]
    }
    picture.marks += KinshipMatrix(kinship, box: matrix).marks(theme)
    let headings = Headings(
      title: title ?? finding, subtitle: subtitle, terms: hasFooter ? terms : "", key: hasFooter ? key : "")
    picture.marks += headings.marks(on: page, left: left, right: 12, theme)
    return picture
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
    let alone = kinship.entrants.indices.max {
      (kinship.nearest(to: $0)?.distance ?? 0) < (kinship.nearest(to: $1)?.distance ?? 0)
    }
    let (a, b) = (kinship.entrants[nearest.0].label, kinship.entrants[nearest.1].label)
    let loner = alone.map { count > 3 ? "; \(kinship.entrants[$0].label) walks alone" : "" } ?? ""
    return "\(a) and \(b) go nearly the same way\(loner)"
  }

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
      + "distance: mean gap between two paths, whatever their speed, in % of the window's diagonal"
  }

  private var key: String {
    "joined where the mean distance of two groups stands on the axis  \u{00B7}  dots and squares: same order, a colour a family; dark: nearer than 0.1 %, white: farther than 10 %"
  }
}

/// How distances are shown: on a logarithmic scale, all below a hundredth of a per cent alike.
enum KinshipScale {
  /// Below it two paths are the same, in terms of the diagonal.
  static let least = 1e-4
  /// From the nearest to the farthest that a square tells apart.
  static let told = 1e-3...0.1

  /// How dark a square is, from 0 for strangers to 1 for twins.
  static func nearness(_ distance: Double) -> Double {
    guard distance.isFinite, distance < told.upperBound else { return 0 }
    return logarithm(told.upperBound / max(distance, told.lowerBound)) / logarithm(told.upperBound / told.lowerBound)
  }

  /// The share of the scale, from 0 for the same to 1 for strangers.
  static func share(_ distance: Double, most: Double) -> Double {
    let clamped = min(most, max(least, distance.isFinite ? distance : most))
    return logarithm(clamped / least) / logarithm(most / least)
  }
}

/// A hue for each family.
enum KinshipHues {
  /// The colour of a family, by its place in the catalogue.
  static func ink(_ theme: Theme, at family: Int) -> Color { theme.hue(for: "", at: 3 * family) }
}

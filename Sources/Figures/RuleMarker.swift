import Drawing
import Experiments

/// How a rule of the range test is known in every panel: a sign and a colour.
struct RuleMarker {
  let rule: SuggestionRule

  /// How far a sign reaches from its middle, its halo included.
  static let reach = 4.1
  /// How far apart two signs stand that would cover each other.
  static let apart = 6.6

  /// What the rule is called on a figure.
  var name: String {
    switch rule {
    case .valley: "valley"
    case .slide: "slide"
    case .minimum: "minimum \u{00F7} 10"
    case .steep: "steep"
    case .perIndex: "steep per index"
    case .perRate: "steep per rate"
    }
  }

  func hue(_ theme: Theme) -> Color {
    let owner =
      switch rule {
      case .valley: "nesterov"
      case .slide: "sgd"
      case .minimum: "momentum"
      case .steep, .perIndex: "adagrad"
      case .perRate: "rprop"
      }
    return theme.hue(for: owner, at: 0)
  }

  func marks(at center: Point, _ theme: Theme) -> [Mark] {
    let path = path(at: center)
    return [
      .stroke(Path(path.pieces), Stroke(theme.halo, width: 2.2)), .fill(path, hue(theme)),
    ]
  }

  private func path(at center: Point) -> Path {
    func ring(_ offsets: [(Double, Double)]) -> Path {
      Path(ring: offsets.map { Point(center.x + $0.0, center.y + $0.1) })
    }
    switch rule {
    case .valley: return .circle(center: center, radius: 2.9)
    case .slide: return ring([(-2.6, -2.6), (2.6, -2.6), (2.6, 2.6), (-2.6, 2.6)])
    case .minimum: return ring([(0, -3.7), (3.7, 0), (0, 3.7), (-3.7, 0)])
    case .steep, .perIndex: return ring([(0, -3.3), (3.3, 2.5), (-3.3, 2.5)])
    case .perRate: return ring([(0, 3.3), (3.3, -2.5), (-3.3, -2.5)])
    }
  }
}

extension RuleMarker {
  /// Where signs stand whose places are wanted: those that would cover an earlier one move up, or down at the upper edge.
  ///
  /// - Parameter taken: signs that stand already.
  static func stacked(_ wanted: [Point], taken: [Point] = [], in box: Rect) -> [Point] {
    var placed = taken
    for place in wanted {
      func isFree(_ candidate: Point) -> Bool {
        placed.allSatisfy { abs($0.x - candidate.x) >= apart - 0.01 || abs($0.y - candidate.y) >= apart - 0.01 }
      }
      let heights =
        (0...40).map { place.y - Double($0) * apart / 2 } + (1...40).map { place.y + Double($0) * apart / 2 }
      let free = heights.lazy.map { Point(place.x, $0) }.first { box.insideHeight($0.y) && isFree($0) }
      placed.append(free ?? place)
    }
    return Array(placed[taken.count...])
  }
}

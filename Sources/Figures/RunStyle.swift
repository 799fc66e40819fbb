public import Drawing
import Experiments

/// How a run is known in every panel of a figure: its rank and its colour.
public struct RunStyle: Sendable, Equatable {
  /// From 1, the best.
  public var rank: Int
  /// The colour of its optimizer.
  public var hue: Color
  /// Lengths drawn and left out in turn along its lines; empty for unbroken ones.
  public var dash: [Double]
  /// How much is seen of it.
  public var presence = Presence.shown

  /// What a viewer says of its lines when they are pointed at; empty for nothing.
  public var title = ""

  /// How much is seen of a run, which has its place in the layout in any case.
  public enum Presence: Sendable { case shown, muted, hidden }

  /// A rank and a colour.
  public init(rank: Int, hue: Color, dash: [Double] = []) {
    self.rank = rank
    self.hue = hue
    self.dash = dash
  }

  /// Marks that show the run, under its title if it has one.
  func titled(_ marks: [Mark]) -> [Mark] { title.isEmpty || marks.isEmpty ? marks : [.group(title: title, marks)] }

  /// Whether anything is seen of it.
  var isSeen: Bool { presence != .hidden }

  /// The order of painting: what is muted first, then from the worst to the best.
  static func isPaintedBefore(_ one: RunStyle, _ other: RunStyle) -> Bool {
    one.presence == other.presence ? one.rank > other.rank : one.presence == .muted
  }

  /// The disc with the rank in it.
  func disc(at center: Point, radius: Double, _ theme: Theme, rim: Double = 0) -> [Mark] {
    let size = radius * (rank < 10 ? 1.36 : rank < 100 ? 1.12 : 0.84)
    guard isSeen else { return [] }
    let ground: [Mark] = rim > 0 ? [.fill(.circle(center: center, radius: radius + rim), theme.halo)] : []
    return ground + [
      .fill(.circle(center: center, radius: radius), hue),
      .text(
        Text(
          "\(rank)", at: Point(center.x, center.y + Text.baselineDrop(size: size)), size: size,
          color: theme.figure(on: hue), anchor: .middle, weight: .bold)),
    ]
  }
}

extension RunStyle {
  /// The styles of those who run, best first.
  ///
  /// Further runs of one optimizer get lighter or darker shades of its hue. Where it is the runs that are compared and not
  /// the optimizers, three or more of one optimizer get free hues instead.
  static func styles(of entrants: [Entrant], _ theme: Theme, tellsRunsApart: Bool = false) -> [RunStyle] {
    var taken: [String: [Color]] = [:]
    let own = hues(of: entrants, theme)
    var free = theme.freeHues.filter { !own.contains($0) }
    return entrants.enumerated().map { index, entrant in
      let hue = own[index]
      let isCrowd = entrants.count { $0.name == entrant.name } > 2
      if tellsRunsApart, isCrowd, taken[entrant.name] != nil, !free.isEmpty {
        return RunStyle(rank: index + 1, hue: free.removeFirst(), dash: theme.dash(for: "", at: index))
      }
      let shade = shade(of: hue, apartFrom: taken[entrant.name, default: []], theme)
      taken[entrant.name, default: []].append(shade)
      return RunStyle(rank: index + 1, hue: shade, dash: theme.dash(for: entrant.name, at: entrant.catalogueIndex))
    }
  }

  /// The hue of each optimizer: its own, or a free one by its place in the catalogue.
  ///
  /// Where that is too near to one that is taken, it is the free one that is farthest from all that are.
  private static func hues(of entrants: [Entrant], _ theme: Theme) -> [Color] {
    var hues: [String: Color] = [:]
    // Those with hues of their own come first, so that nobody else takes them.
    func order(_ entrant: Entrant) -> (Int, Int) { (theme.hues[entrant.name] == nil ? 1 : 0, entrant.catalogueIndex) }
    for entrant in entrants.sorted(by: { order($0) < order($1) }) where hues[entrant.name] == nil {
      let own = theme.hue(for: entrant.name, at: entrant.catalogueIndex)
      let taken = hues.values.map(\.self)
      let isNear = theme.hues[entrant.name] == nil && taken.contains { Self.areNear($0, own) }
      // Where there are more runs than hues to tell apart, each keeps its own.
      let other = isNear ? theme.freeHue(apartFrom: taken).flatMap { $0.distance > 0.06 ? $0.hue : nil } : nil
      hues[entrant.name] = other ?? own
    }
    return entrants.map { hues[$0.name] ?? theme.ink }
  }

  /// Whether two hues may be taken for one another, by any eyes.
  private static func areNear(_ one: Color, _ other: Color) -> Bool {
    OKLab(one).distance(to: OKLab(other)) < 0.15 || ColorVision.leastDistance(one, other) < 0.08
  }

  /// The shade of a hue that is farthest from those already taken and still stands off the ground.
  private static func shade(of hue: Color, apartFrom taken: [Color], _ theme: Theme) -> Color {
    guard !taken.isEmpty else { return hue }
    let shares = (1...12).map { 0.05 * Double($0) }
    let shades = shares.map { hue.mixed(with: theme.page, $0) } + shares.map { hue.mixed(with: theme.ink, $0) }
    func distance(_ shade: Color) -> Double {
      taken.map { OKLab($0).distance(to: OKLab(shade)) }.min() ?? 0
    }
    // On curves and on the map, whose top is nearest to the paths.
    let grounds = [theme.panelGround, theme.ground(at: 1)]
    let visible = shades.filter { shade in grounds.allSatisfy { shade.contrast(with: $0) >= 2.4 } }
    return visible.max { distance($0) < distance($1) } ?? hue
  }
}

/// Moves numbers apart until neighbours differ by at least a gap, as little as possible in all, within limits.
///
/// Groups that touch are centred on the mean of what their members wanted. Where the limits leave too little room the
/// gap shrinks to what there is.
///
/// - Parameters:
///   - wanted: the numbers, in the order they are to keep.
///   - gap: the least difference between neighbours.
///   - limits: where the first and the last may lie.
func spread(_ wanted: [Double], gap: Double, limits: ClosedRange<Double>) -> [Double] {
  guard wanted.count > 1 else { return wanted.map { min(max($0, limits.lowerBound), limits.upperBound) } }
  let room = limits.upperBound - limits.lowerBound
  let gap = min(gap, room / Double(wanted.count - 1))
  // A group is a run of members exactly one gap apart; its base is where its first member lies.
  var groups: [(base: Double, count: Int)] = []
  for value in wanted {
    var group = (base: value, count: 1)
    while let last = groups.last, group.base < last.base + Double(last.count) * gap {
      groups.removeLast()
      let shifted = group.base - Double(last.count) * gap
      let total = last.count + group.count
      group = ((last.base * Double(last.count) + shifted * Double(group.count)) / Double(total), total)
    }
    groups.append(group)
  }
  var result = groups.flatMap { group in (0..<group.count).map { group.base + Double($0) * gap } }
  // What hangs over a limit is pushed in, and pushes its neighbours.
  var least = limits.lowerBound
  for index in result.indices {
    result[index] = max(result[index], least)
    least = result[index] + gap
  }
  var most = limits.upperBound
  for index in result.indices.reversed() {
    result[index] = min(result[index], most)
    most = result[index] - gap
  }
  return result
}

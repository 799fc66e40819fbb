internal import Drawing

/// The runs that leave a loss panel at its top or its floor: an arrow head there and a disc with the rank beside it.
struct LossDepartures {
  private struct Departure {
    let style: RunStyle
    let last: CurveTrace.Departure
    let disc: Point
  }

  private static let radius = 3.6
  private static let spacing = 8.6
  private static let reach = 11.5
  private static let bend = 5.4
  private let departures: [Departure]

  init(_ traces: [CurveTrace], in box: Rect) {
    var departures: [Departure] = []
    for isUpwards in [true, false] {
      let leaving = traces.compactMap { trace in
        trace.departure.flatMap { $0.isUpwards == isUpwards ? (style: trace.style, last: $0) : nil }
      }.sorted { ($0.last.place.x, $0.style.rank) < ($1.last.place.x, $1.style.rank) }
      let centers = spread(
        leaving.map { $0.last.place.x + 4 }, gap: Self.spacing, limits: box.x + 6...max(box.x + 6, box.maxX - 6))
      for (departure, center) in zip(leaving, centers) {
        let y = departure.last.place.y + (isUpwards ? Self.reach : -Self.reach)
        departures.append(Departure(style: departure.style, last: departure.last, disc: Point(center, y)))
      }
    }
    self.departures = departures
  }

  /// What labels have to keep away from.
  var boxes: [Rect] {
    departures.map { Rect($0.disc.x - Self.radius, $0.disc.y - Self.radius, 2 * Self.radius, 2 * Self.radius) }
  }

  /// - Parameter hasDiscs: whether there are discs, and lines to them, beside the arrow heads.
  func marks(_ theme: Theme, hasDiscs: Bool) -> [Mark] {
    var marks: [Mark] = []
    let departures = departures.filter(\.style.isSeen)
    if hasDiscs {
      // Along the border until above its disc, so that no line runs over another one.
      let leaders = departures.map { departure in
        let bend = departure.last.place.y + (departure.last.isUpwards ? Self.bend : -Self.bend)
        return Path(line: [departure.last.place, Point(departure.disc.x, bend), departure.disc])
      }
      marks += leaders.map { .stroke($0, Stroke(theme.panelGround, width: 1.6)) }
      marks += zip(departures, leaders).map { .stroke($1, Stroke($0.style.hue, width: 0.6)) }
    }
    for departure in departures {
      let head = Path.arrowHead(tip: departure.last.place, direction: departure.last.direction, length: 4.2)
      marks += [.stroke(head, Stroke(theme.panelGround, width: 1.2)), .fill(head, departure.style.hue)]
    }
    guard hasDiscs else { return marks }
    return marks + departures.flatMap { $0.style.disc(at: $0.disc, radius: Self.radius, theme, rim: 0.8) }
  }
}

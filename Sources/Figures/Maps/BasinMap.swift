import Calculus
import Drawing
import Experiments
import Surfaces

/// The pixels of a map of starts in their frame, with the surface's lines and signs over them.
struct BasinMap {
  let map: StartMap
  let raster: Raster
  let frame: MapFrame
  /// A run that is shown walking.
  var path: Run?
  var threads = 1

  func marks(_ theme: Theme) -> [Mark] {
    let surface = map.surface
    let landscape = Landscape(of: Terrain(surface.quickestObjective), in: frame, threads: threads) {
      surface.contourLevels($0, least: surface.isGame ? nil : map.attractors.first?.value)
    }
    let lines = zip(landscape.levels.all, landscape.rings).filter { $0.0.weight != .minor }.flatMap { level, rings in
      landscape.visible(rings, level.weight)
    }
    let stroke = Stroke(theme.ink.withAlpha(0.22), width: 0.4, cap: .butt)
    let saddles = seen(surface.saddles.map { Place($0.at[0], $0.at[1]) })
    // Places that nobody has told of and nobody came to are no minima to be shown.
    let shown = map.attractors.indices.filter { map.attractors[$0].known != nil || map.tally.counts[$0] > 0 }
    let minima = seen(shown.map { Place(map.attractors[$0].at.x, map.attractors[$0].at.y) })
    return [.clip(frame.box, [.image(raster, frame.box), .stroke(Path(lines), stroke)])]
      + MapAxes(frame, names: (surface.variables[0], surface.variables[1])).marks(theme)
      + walk(theme)
      + (minima.count > 60 ? [] : saddles.flatMap { PathMarks.saddle(at: $0, theme) })
      + minima.flatMap { PathMarks.minimum(at: $0, theme, scale: minima.count > 30 ? 0.6 : 1) }
  }

  /// The run from its start to its end.
  private func walk(_ theme: Theme) -> [Mark] {
    guard let path else { return [] }
    let trajectory = path.trajectory
    let points = (0..<trajectory.losses.count).map { Place(trajectory.coordinate(0, $0), trajectory.coordinate(1, $0)) }
    let traced = [TracedPath(MapPath(points: points, style: RunStyle(rank: 1, hue: theme.ink)), in: frame)]
    let start = seen([points[0]])
    return [
      .clip(frame.box, PathMarks.lines(traced, in: frame.box, theme) + PathMarks.dots(traced, in: frame.box, theme))
    ]
      + start.flatMap { PathMarks.start(at: $0, theme) }
  }

  private func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(frame.box.contains) }
}

extension Surface {
  /// What lines are drawn from: the mean over some of the rows, where there are many.
  var quickestObjective: any Objective { data?.thinned ?? objective }
}

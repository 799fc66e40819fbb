import Calculus
import Drawing
import Experiments
import Surfaces

/// The pixels of a map of starts in their frame, with the surface's lines and signs over them.
struct BasinMap {
  let map: StartMap
  let raster: Raster
  let frame: MapFrame
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
    let minima = seen(map.attractors.map { Place($0.at.x, $0.at.y) })
    return [.clip(frame.box, [.image(raster, frame.box), .stroke(Path(lines), stroke)])]
      + MapAxes(frame, names: (surface.variables[0], surface.variables[1])).marks(theme)
      + (minima.count > 60 ? [] : saddles.flatMap { PathMarks.saddle(at: $0, theme) })
      + minima.flatMap { PathMarks.minimum(at: $0, theme, scale: minima.count > 30 ? 0.6 : 1) }
  }

  private func seen(_ places: [Place]) -> [Point] { places.map(frame.page).filter(frame.box.contains) }
}

extension Surface {
  /// What lines are drawn from: the mean over some of the rows, where there are many.
  var quickestObjective: any Objective { data?.thinned ?? objective }
}

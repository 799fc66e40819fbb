import Drawing
import Experiments

/// How the further points of a run are drawn: thin, beneath all paths.
enum CompanionMarks {
  /// The steps whose simplex or cloud is shown: the first dozen, then at 1, 2, 5, 10, 20, 50 ...
  static func shows(_ step: Int) -> Bool {
    guard step > 12 else { return true }
    var decade = 10
    while decade <= step / 10 { decade *= 10 }
    return [decade, 2 * decade, 5 * decade].contains(step)
  }

  static func marks(_ track: CompanionTrack, of style: RunStyle, in frame: MapFrame, _ theme: Theme) -> [Mark] {
    let hue = style.hue
    switch track.shape {
    case .path:
      let path = MapPath(points: track.points.compactMap(\.first).map { Place($0[0], $0[1]) }, style: style)
      let line = Path(
        TracedPath(path, in: frame).runs.map {
          Path.Piece($0.points, isClosed: false).simplified(tolerance: Landscape.tolerance)
        })
      guard !line.pieces.isEmpty else { return [] }
      return [
        .stroke(line, Stroke(theme.halo.withAlpha(0.6), width: 1.3)),
        .stroke(line, Stroke(hue.withAlpha(0.75), width: 0.55, dash: [2, 1.4], cap: .butt)),
      ]
    case .polygon:
      let pieces = seen(track, in: frame).filter { $0.count > 2 }.map { Path.Piece($0, isClosed: true) }
      return pieces.flatMap { piece -> [Mark] in
        [
          .fill(Path([piece]), hue.withAlpha(0.07)),
          .stroke(Path([piece]), Stroke(theme.halo.withAlpha(0.5), width: 1)),
          .stroke(Path([piece]), Stroke(hue.withAlpha(0.7), width: 0.45)),
        ]
      }
    case .cloud:
      return seen(track, in: frame).flatMap { $0 }.filter(frame.box.contains).map {
        .fill(.circle(center: $0, radius: 0.75), hue.withAlpha(0.55))
      }
    }
  }

  /// The points of the steps that are shown, on the page; steps with a point that is lost are left out.
  private static func seen(_ track: CompanionTrack, in frame: MapFrame) -> [[Point]] {
    track.points.indices.filter(shows).compactMap { points(track, step: $0, in: frame) }
  }

  /// The points of a step on the page; nothing if one of them is lost.
  private static func points(_ track: CompanionTrack, step: Int, in frame: MapFrame) -> [Point]? {
    let box = frame.box
    let reach = 10 * (box.width + box.height)
    let points = track.points[step].map { frame.page(Place($0[0], $0[1])) }
    return points.allSatisfy { $0.distance(to: box.center) < reach } ? points : nil
  }

  /// What is added after each step: the corners of a simplex or a cloud, or the stride of a point that follows the run.
  static func additions(_ track: CompanionTrack, in frame: MapFrame) -> [(step: Int, points: [Point])] {
    guard track.shape == .path else {
      return track.points.indices.filter(shows).compactMap { step in
        points(track, step: step, in: frame).map { (step, $0) }
      }
    }
    return track.points.indices.dropFirst().compactMap { step in
      guard let from = points(track, step: step - 1, in: frame)?.first,
        let to = points(track, step: step, in: frame)?.first, from != to
      else { return nil }
      return (step, [from, to])
    }
  }
}

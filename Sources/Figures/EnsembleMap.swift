import Drawing
import Experiments
import Surfaces

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The map of an ensemble: where the runs are at some steps, their mean path, and one standard deviation around it.
struct EnsembleMap {
  let ensemble: Ensemble
  let landscape: Landscape
  let hue: Color

  static let shares = [0.5, 0.9]
  private static let labelSize = 6.2

  private var frame: MapFrame { landscape.frame }
  private var box: Rect { frame.box }

  /// The colour of a cloud: the paler, the earlier.
  static func tint(_ index: Int, of count: Int, hue: Color, _ theme: Theme) -> Color {
    let age = count > 1 ? 1 - Double(index) / Double(count - 1) : 0
    return hue.mixed(with: theme.page, 0.5 * age)
  }

  func marks(_ theme: Theme) -> [Mark] {
    let clouds = ensemble.clouds.enumerated().map { index, cloud in
      (regions: regions(of: cloud), color: Self.tint(index, of: ensemble.clouds.count, hue: hue, theme))
    }
    let means = ensemble.summaries.filter { $0.moments.count > 0 }.map(place)
    let path = box.clip(line: means).map(\.points)
    let ellipses = ensemble.clouds.map(ellipse)
    let signs = self.signs
    let outlines = clouds.flatMap { $0.regions.rings.last ?? [] }.flatMap(\.points).filter(box.contains)
    let steps = labels(path, ellipses, signs.all, theme)
    // Labels of contours keep off the steps, and off the clouds: some hundred runs tell where they are.
    let stride = max(1, ensemble.runs / 300)
    let samples = ensemble.clouds.flatMap { cloud in
      Swift.stride(from: 0, to: ensemble.runs, by: stride).map {
        frame.page(Place(cloud.coordinates[0][$0], cloud.coordinates[1][$0]))
      }
    }.filter { $0.isFinite && box.contains($0) }
    let written = steps.map(\.box.bounds).flatMap { box in
      Swift.stride(from: box.x, through: box.maxX, by: 2).flatMap { [Point($0, box.y), Point($0, box.maxY)] }
    }
    let obstacles =
      outlines + samples + written + path.flatMap { $0 } + signs.all.flatMap { PathEnds.rim(of: $0, radius: 4.5) }
    let axes = MapAxes(frame, names: (ensemble.surface.variables[0], ensemble.surface.variables[1]))
    return [
      .clip(box, landscape.ground(theme)),
      .clip(box, landscape.lines(theme, obstacles: obstacles)),
      .clip(box, clouds.flatMap { fills($0.regions, $0.color) }),
      .clip(box, gateLines(theme)),
      .clip(
        box,
        strokes(path, Stroke(theme.halo.withAlpha(0.6), width: 2)) + strokes(path, Stroke(theme.ink, width: 0.75))),
      .clip(box, ellipses.flatMap { self.outline($0, theme) }),
      .clip(box, dots(theme)),
    ] + axes.marks(theme) + signs.saddles.flatMap { PathMarks.saddle(at: $0, theme) }
      + signs.starts.flatMap { PathMarks.start(at: $0, theme) }
      + signs.minima.flatMap { PathMarks.minimum(at: $0, theme) }
      + steps.map { .text($0) }
  }

  // MARK: - Parts

  private func place(_ summary: Ensemble.Summary) -> Point {
    frame.page(Place(summary.moments.mean[0], summary.moments.mean[1]))
  }

  private func summary(at step: Int) -> Ensemble.Summary? { ensemble.summaries.first { $0.step == step } }

  /// The regions of the runs that are in the window.
  private func regions(of cloud: Ensemble.Cloud) -> DensityRegions {
    let points = zip(cloud.coordinates[0], cloud.coordinates[1]).map { frame.page(Place($0, $1)) }
    return DensityRegions(of: points.filter { $0.isFinite && box.contains($0) }, shares: Self.shares)
  }

  private func fills(_ regions: DensityRegions, _ color: Color) -> [Mark] {
    zip(regions.rings, [0.4, 0.24]).reversed().flatMap { rings, alpha -> [Mark] in
      let path = Path(rings.map { Path.Piece($0.points, isClosed: true) })
      guard !rings.isEmpty else { return [] }
      return [.fill(path, color.withAlpha(alpha)), .stroke(path, Stroke(color.withAlpha(0.9), width: 0.45))]
    }
  }

  /// One standard deviation around the mean, as a closed line; empty where there is none to see.
  private func ellipse(of cloud: Ensemble.Cloud) -> [Point] {
    guard let summary = summary(at: cloud.step), summary.moments.count > 1 else { return [] }
    let moments = summary.moments
    // The lower triangle of Cholesky turns a circle into the ellipse.
    let (xx, xy, yy) = (moments.covariance(0, 0), moments.covariance(0, 1), moments.covariance(1, 1))
    guard xx > 0, yy > 0, xx.isFinite, yy.isFinite else { return [] }
    let (a, b) = (xx.squareRoot(), xy / xx.squareRoot())
    let c = max(0, yy - b * b).squareRoot()
    let points = (0..<96).map { index in
      let angle = 2 * Double.pi * Double(index) / 96
      return frame.page(
        Place(moments.mean[0] + a * cos(angle), moments.mean[1] + b * cos(angle) + c * sin(angle)))
    }
    // What is far larger than the page or smaller than a dot shows nothing.
    let width = points.reduce(0) { max($0, abs($1.x - points[0].x), abs($1.y - points[0].y)) }
    return points.allSatisfy(\.isFinite) && width > 7 && width < 50 * box.width ? points : []
  }

  private func outline(_ ellipse: [Point], _ theme: Theme) -> [Mark] {
    let pieces = box.clip(line: ellipse, isClosed: true).map { Path.Piece($0.points, isClosed: false) }
    guard !pieces.isEmpty else { return [] }
    return [
      .stroke(Path(pieces), Stroke(theme.halo.withAlpha(0.7), width: 1.8)),
      .stroke(Path(pieces), Stroke(theme.ink, width: 0.7, dash: [2.4, 1.6], cap: .butt)),
    ]
  }

  private func dots(_ theme: Theme) -> [Mark] {
    ensemble.clouds.compactMap { summary(at: $0.step) }.filter { $0.moments.count > 0 }.map(place)
      .filter(box.contains).flatMap { point -> [Mark] in
        [.fill(.circle(center: point, radius: 2.1), theme.halo), .fill(.circle(center: point, radius: 1.4), theme.ink)]
      }
  }

  private func strokes(_ lines: [[Point]], _ stroke: Stroke) -> [Mark] {
    let pieces = lines.filter { $0.count > 1 }.map { Path.Piece($0, isClosed: false) }
    return pieces.isEmpty ? [] : [.stroke(Path(pieces), stroke)]
  }

  /// The two lines beyond which a run counts as gone.
  private func gateLines(_ theme: Theme) -> [Mark] {
    guard let gate = ensemble.escape?.gate else { return [] }
    let reach = 2 * (frame.x.upperBound - frame.x.lowerBound + frame.y.upperBound - frame.y.lowerBound)
    let along = Place(gate.direction[0], gate.direction[1])
    let across = Place(-along.y, along.x)
    let pieces = [-gate.threshold, gate.threshold].flatMap { distance -> [Path.Piece] in
      let foot = Place(gate.saddle[0], gate.saddle[1]) + distance * along
      let ends = [foot - reach * across, foot + reach * across].map(frame.page)
      return box.clip(line: ends).map { Path.Piece($0.points, isClosed: false) }
    }
    return [.stroke(Path(pieces), Stroke(theme.secondaryInk, width: 0.8, dash: [0.4, 2.2]))]
  }

  private var signs: (starts: [Point], minima: [Point], saddles: [Point], all: [Point]) {
    func seen(_ places: [[Double]]) -> [Point] { places.map { frame.page(Place($0[0], $0[1])) }.filter(box.contains) }
    let starts = seen([ensemble.terms.start])
    let minima = seen(ensemble.first.goals.map(\.at))
    let saddles = seen(ensemble.surface.saddles.map(\.at))
    return (starts, minima, saddles, starts + minima + saddles)
  }

  /// The steps, each beside its ellipse or its mean.
  private func labels(_ path: [[Point]], _ ellipses: [[Point]], _ signs: [Point], _ theme: Theme) -> [Text] {
    var words = WordPlaces(
      bounds: box.inset(by: 1.5), lines: path.map { Path.Piece($0, isClosed: false) },
      thin: ellipses.filter { !$0.isEmpty }.map { Path.Piece($0 + [$0[0]], isClosed: false) }, halo: theme.halo,
      taken: signs.map { Rect($0.x - 4.5, $0.y - 4.5, 9, 9) })
    let drop = Text.baselineDrop(size: Self.labelSize)
    let means = ensemble.clouds.map { cloud in
      summary(at: cloud.step).flatMap { $0.moments.count > 0 ? place($0) : nil }
    }
    // Around the ellipse, above it first; without one, around the mean.
    let around = [-90.0, -60, -120, -30, -150, 90, 60, 120, 30, 150, 0, 180].map { $0 * Double.pi / 180 }
    return ensemble.clouds.indices.flatMap { index -> [Text] in
      guard let mean = means[index] else { return [] }
      let others = means.indices.filter { $0 != index }.compactMap { means[$0] }
      let centers = [0.0, 4, 9].flatMap { gap in
        around.map { angle -> Point in
          let direction = Point(cos(angle), sin(angle))
          func reach(_ point: Point) -> Double { point.x * direction.x + point.y * direction.y }
          let edge = ellipses[index].max { reach($0) < reach($1) } ?? mean
          let distance = 8 + gap + 3 * abs(direction.x)
          return Point(edge.x + distance * direction.x, edge.y + distance * direction.y)
        }
      }
      // A label nearer to another mean would be taken for that one's, but for a wide ellipse of its own.
      let isWide = ellipses[index].contains { $0.distance(to: mean) > 14 }
      let own = centers.filter { center in
        isWide || others.allSatisfy { $0.distance(to: center) > center.distance(to: mean) }
      }
      let candidates = own.map { center in
        [
          Text(
            "\(ensemble.clouds[index].step)", at: Point(center.x, center.y + drop), size: Self.labelSize,
            color: theme.ink, anchor: .middle, weight: .bold, halo: Text.Halo(theme.halo.withAlpha(0.8), width: 1))
        ]
      }
      return words.place(candidates)
    }
  }
}

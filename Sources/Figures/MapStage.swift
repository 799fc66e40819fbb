import Calculus
import Drawing
import Experiments
import Surfaces

/// The stage of a surface with two coordinates: its map, seen from above.
struct MapStage: LivingStage {
  let comparison: Comparison
  /// Rank and colour of each run, best first.
  let styles: [RunStyle]
  /// Whether paths are coloured by the rate of each step.
  var colorsByRate = false
  /// Whether the map shows the loss over rows that are not trained on.
  var showsValidation = false
  /// How many threads may work on the landscape.
  var threads = 1
  /// What else is shown.
  var overlays: [MapOverlay] = []
  /// The part of the window that is shown larger.
  var zoom: (x: ClosedRange<Double>, y: ClosedRange<Double>)?

  private var surface: Surface { comparison.surface }
  private var names: (x: String, y: String) { (surface.variables[0], surface.variables[1]) }

  func reachToTheLeft(in space: Rect) -> Double { MapAxes(frame(in: space), names: names).reach }

  var notes: [String] {
    let unit = Rect(0, 0, 1, 1)
    return levelNotes + (showsValidation ? ["map: validation loss"] : [])
      + (frame(in: unit).unitsAreEqual ? [] : ["units differ on the two axes"])
  }

  private var levelNotes: [String] {
    switch levels {
    case .symmetric: ["levels symmetric-log, heavy line = 0"]
    case .log where leastLoss != 0: ["levels: loss above its minimum"]
    case .log, .linear, .quantile: []
    }
  }

  var key: String {
    "dots at 1, 2, 5, 10, 20, 50 \u{2026} steps  \u{00B7}  thin lines: a path going back and forth"
      + (colorsByRate ? "  \u{00B7}  paths coloured by rate" : "") + companionsKey + overlaysKey
      + (zoom == nil ? "" : "  \u{00B7}  inset: levels of its own")
  }

  private var overlaysKey: String {
    guard !overlays.isEmpty else { return "" }
    // The words do not depend on where the map stands.
    let landscape = landscape(in: MapFrame(x: surface.window[0], y: surface.window[1], in: Rect(0, 0, 2, 2)))
    return overlays.map {
      "  \u{00B7}  " + OverlayMarks(overlay: $0, objective: objective, landscape: landscape).words(surface.variables)
    }.joined()
  }

  /// What the further points are, and of which ranks: one part for each way of drawing them.
  private var companionsKey: String {
    let ways: [(shape: CompanionTrack.Shape, word: String)] = [
      (.path, "dashed"), (.polygon, "outlines"), (.cloud, "dots"),
    ]
    return ways.map { shape, word in
      var names: [String] = []
      var ranks: [String: [String]] = [:]
      for (run, style) in zip(comparison.runs, styles) {
        guard let track = run.companions, track.shape == shape else { continue }
        if ranks[track.name] == nil { names.append(track.name) }
        ranks[track.name, default: []].append("\(style.rank)")
      }
      let parts = names.map { "\($0) of \(ranks[$0, default: []].joined(separator: ", "))" }
      return parts.isEmpty ? "" : "  \u{00B7}  \(word): \(parts.joined(separator: "; "))"
    }.joined()
  }

  func drawn(in space: Rect, _ theme: Theme) -> Staging {
    let panel = panel(in: space)
    return Staging(marks: panel.marks(theme), range: panel.landscape.range, notes: [])
  }

  func box(in space: Rect) -> Rect { frame(in: space).box }

  func still(in space: Rect, _ theme: Theme) -> StillStage {
    let panel = panel(in: space)
    let frame = panel.landscape.frame
    let marks = panel.still(theme)
    let signs = (panel.starts + panel.minima + panel.saddles).map(frame.page)
    return StillStage(
      below: marks.below, above: marks.above, box: frame.box, strip: nil, signs: signs.filter(frame.box.contains),
      range: panel.landscape.range)
  }

  func points(of run: Run, in space: Rect) -> [Point] {
    TracedPath(MapPath(points: places(of: run), style: styles[0]), in: frame(in: space)).points
  }

  func additions(of run: Run, in space: Rect) -> [(step: Int, points: [Point])] {
    run.companions.map { CompanionMarks.additions($0, in: frame(in: space)) } ?? []
  }

  private func places(of run: Run) -> [Place] {
    (0..<run.trajectory.losses.count).map { Place(run.trajectory.coordinate(0, $0), run.trajectory.coordinate(1, $0)) }
  }

  private func panel(in space: Rect) -> MapPanel {
    let landscape = landscape(in: frame(in: space))
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    var panel = MapPanel(
      landscape, paths: paths, starts: [place(comparison.terms.start)],
      minima: comparison.goals.map { place($0.at) }, saddles: surface.saddles.map { place($0.at) }, names: names)
    panel.overlays = overlays.map { OverlayMarks(overlay: $0, objective: objective, landscape: landscape) }
    if let zoom {
      let frame = landscape.frame
      let signs = ([comparison.terms.start] + comparison.goals.map(\.at)).map { frame.page(place($0)) }
      let busy =
        paths.flatMap { TracedPath($0, in: frame).samples } + signs.flatMap { [Point](repeating: $0, count: 30) }
      panel.inset = MapInset(x: zoom.x, y: zoom.y, on: frame, busy: busy) { self.landscape(in: $0) }
    }
    return panel
  }

  /// The runs, best first.
  var paths: [MapPath] {
    let highest = comparison.runs.flatMap(\.rateFactors).lazy.filter(\.isFinite).max() ?? 1
    return zip(comparison.runs, styles).map { run, style in
      var path = MapPath(points: places(of: run), style: style)
      path.companions = run.companions
      if colorsByRate { path.shares = run.rateFactors.map { $0 / highest } }
      return path
    }
  }

  private func frame(in space: Rect) -> MapFrame { MapFrame(x: surface.window[0], y: surface.window[1], in: space) }

  /// What the map shows.
  var objective: any Objective {
    if showsValidation, let validation = surface.data?.validation { return validation }
    return surface.data?.thinned ?? surface.objective
  }

  func landscape(in frame: MapFrame) -> Landscape {
    Landscape(of: Terrain(objective), in: frame, threads: threads) {
      surface.contourLevels($0, least: showsValidation ? nil : leastLoss)
    }
  }

  /// How levels are spaced: as the card says, else by decades above a minimum, or to both sides of zero without one.
  var levels: Surface.Levels { surface.spacing(least: leastLoss) }

  var leastLoss: Double? { surface.isGame ? nil : comparison.least }
}

extension Surface {
  /// How levels are spaced: as the card says, else by decades above a minimum, or to both sides of zero without one.
  fileprivate func spacing(least: Double?) -> Levels { levels ?? (least == nil ? .symmetric : .log) }

  /// The levels of a map with some values.
  ///
  /// - Parameter least: the least loss; nil for the least that is seen.
  func contourLevels(_ values: [Double], least: Double?) -> Drawing.Levels {
    switch spacing(least: least) {
    case .log: .logarithmic(values, base: least ?? values.lazy.filter(\.isFinite).min() ?? 0)
    case .linear: .linear(values)
    case .symmetric: .symmetric(values)
    case .quantile: .quantile(values)
    }
  }
}

import Surfaces

/// A demo with all its settings, as text for a terminal.
enum DemoText {
  /// What it asks, who runs, what is measured and what is claimed.
  static func text(_ demo: Demo) -> String {
    let claims = demo.claims.map { "  \($0.holds.text)\n" }.joined()
    return """
      demo \(demo.name): \(demo.title)

      \(DemoReport.wrapped(demo.look))
      \(demo.surfaces.map(\.title).joined(separator: "; ")), \(demo.steps) steps, seed \(demo.seed)

      \(demo.rangeTest.map(test) ?? demo.map.map(map) ?? experiment(demo))
      claims
      \(claims)
      \(DemoReport.wrapped(demo.source))
      """
  }

  private static func test(_ test: Demo.RangeTest) -> String {
    "range test of \(test.optimizer): rates \(Numbers.shortest(test.from)) to \(Numbers.shortest(test.to)), \(test.points) points\n"
  }

  private static func map(_ map: Demo.Map) -> String {
    "map of \(map.optimizer): \(map.axes[0]) against \(map.axes[1]), \(map.cells[0]) x \(map.cells[1]) cells\n"
  }

  /// The runs and the measures.
  private static func experiment(_ demo: Demo) -> String {
    // A column for schedules only where somebody has one, and for surfaces where there are several.
    let hasSchedules = demo.runs.contains { $0.schedule != nil }
    let hasSurfaces = demo.surfaces.count > 1
    var runs = TextTable(
      [("run", .left), ("optimizer", .left)] + (hasSurfaces ? [("surface", .left)] : [])
        + (hasSchedules ? [("schedule", .left)] : []) + [
          ("start", .left), ("noise", .right), ("seeds", .right),
        ])
    for run in demo.runs {
      let start = run.start.map(Numbers.shortest).joined(separator: ", ")
      runs.add(
        [run.name, run.optimizer] + (hasSurfaces ? [demo.surfaces[run.surface].title] : [])
          + (hasSchedules ? [run.schedule ?? "-"] : [])
          + ["(\(start))", Numbers.shortest(run.noise), "\(run.seeds)"])
    }
    var measures = TextTable([("measure", .left), ("of each run", .left)])
    for measure in demo.measures { measures.add([measure.name, DemoReport.words(measure, in: demo)]) }
    return runs.text + "\n" + measures.text
  }
}

import ArgumentParser
import Experiments
import Surfaces

/// `descent map`: every pixel is a run.
struct MapOutcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "A map on which every pixel is a run: where it ends, and how soon.")

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @Option var cells: String = "640x640"
  @Option var steps: Int = 500
  @Flag(inversion: .prefixedNo) var earlyStop = true
  @Option var over: String = "start"
  @OptionGroup var threadOptions: ThreadOptions

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrant = try reading { try Entrant(names[0]) }
    let sides = cells.split(separator: "x").compactMap { Int($0) }
    var terms = StartMap.Terms(columns: sides[0], rows: sides[1], steps: steps)
    terms.endsEarly = earlyStop
    let map = StartMap(entrant, on: surface, terms: terms, threads: try threadOptions.count())
    for (index, attractor) in map.attractors.enumerated() {
      print(index, attractor.at, attractor.value, attractor.known as Any, map.count(.attractor(index)))
    }
    print(map.count(.outside), map.count(.underWay), map.count(.diverged), map.stepsTaken, map.radius)
  }
}

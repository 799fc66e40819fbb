import ArgumentParser
import Experiments
import Surfaces

/// `descent compare`: runs several optimizers on equal terms and draws the figure.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare optimizers on a surface: a figure and a table.",
    discussion: """
      descent compare rosenbrock
      descent compare beale sgd adam:lr=0.05 --steps 200
      descent compare saddle --theme dark --size 800x500
      descent compare --formula 'x^4 + y^2 - x*y' --window -2,2,-2,2 --start 1.5,-1 -o mine.png
      """)

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions
  @OptionGroup(title: "Terms") var walkOptions: WalkOptions

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    let entrants = try walkOptions.entrants(after: names)
    let terms = try walkOptions.terms(start: surface.starts[0], on: surface, runs: entrants.count)
    let comparison = Comparison(entrants, on: surface, terms: terms, threads: try walkOptions.threadCount())
    try StandardStreams.write(ComparisonTable.text(comparison) + ComparisonTable.remarks(comparison))
  }
}

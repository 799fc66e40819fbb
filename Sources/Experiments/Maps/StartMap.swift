internal import Calculus
public import Surfaces

/// Where the runs of one optimizer end, for starts all over the window.
public struct StartMap: Sendable {
  /// What the runs have in common.
  public struct Terms: Sendable {
    /// Cells in a row.
    public var columns: Int
    /// Rows of cells.
    public var rows: Int
    /// How many steps each run takes at most.
    public var steps: Int
    /// Whether a run ends when it has stayed near an attractor for `patience` steps, or is far outside the window.
    public var endsEarly = true
    /// The standard deviation of the noise in each component of the gradient; all starts meet the same luck.
    public var noise = 0.0
    /// The seed of the noise.
    public var seed: UInt64 = 0

    /// Terms with the defaults of the command.
    public init(columns: Int = 640, rows: Int = 640, steps: Int = 500) {
      self.columns = columns
      self.rows = rows
      self.steps = steps
    }
  }

  /// For how many steps a run has to stay near an attractor to end early.
  public static let patience = 100

  /// Who ran, with the rate.
  public let entrant: Entrant
  /// How the rate was chosen.
  public let rateOrigin: RateOrigin
  /// The surface.
  public let surface: Surface
  /// What the runs have in common.
  public let terms: Terms
  /// The cells.
  public let grid: CellGrid
  /// Where runs may come to rest, lowest first.
  public let attractors: [Attractor]
  /// How near to an attractor a run has arrived, in units of the window.
  public let radius: Double
  /// The steps that all runs took together.
  public let stepsTaken: Int
  /// How many starts end where, and how soon.
  public let tally: BasinTally
  private let outcomes: CellOutcomes

  /// Where the run of a cell ends.
  public func destination(of cell: Int) -> Destination { Destination(code: outcomes.place(cell)) }

  /// The step since which the run is where it ends: near its attractor, outside the window, or nowhere; of no meaning for
  /// those under way.
  public func arrival(of cell: Int) -> Int { outcomes.since(cell) }

  /// How many steps the run of a cell took.
  public func steps(of cell: Int) -> Int { outcomes.steps(cell) }

  /// The last point of the run of a cell.
  public func end(of cell: Int) -> SIMD2<Double> { outcomes.end(cell) }

  /// Runs every cell.
  ///
  /// - Parameters:
  ///   - entrant: the optimizer with its rate; without one, the usual rate is taken.
  ///   - known: attractors that are known already, such as those of another optimizer.
  ///   - progress: told now and then how many of `grid.count` cells are done; called from several threads.
  /// - Precondition: the surface has two coordinates.
  public init(
    _ entrant: Entrant, rateOrigin: RateOrigin = .given, on surface: Surface, terms: Terms, known: [Attractor] = [],
    threads: Int = 1, progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    precondition(surface.dimension == 2, "a map of starts has two coordinates")
    let grid = CellGrid(columns: terms.columns, rows: terms.rows, x: surface.window[0], y: surface.window[1])
    let outcomes = CellOutcomes(count: grid.count)
    let search = AttractorSearch(surface: surface)
    var walks = StartWalks(
      entrant: entrant, surface: surface, terms: terms, grid: grid, outcomes: outcomes, threads: threads)
    var attractors = search.attractors(near: walks.sampledEnds(), and: known)
    walks.basins = Basins(attractors, in: surface.window, diagonal: surface.window.diagonal)
    var taken = walks.walkAll(progress: progress)
    // A small basin may lie between the starts that were tried first.
    let astray = walks.endsAstray()
    let more = search.attractors(near: astray, and: attractors, calm: true)
    if more != attractors {
      attractors = more
      walks.basins = Basins(attractors, in: surface.window, diagonal: surface.window.diagonal)
      taken += walks.walkAgain()
    }
    self.entrant = entrant
    self.rateOrigin = rateOrigin
    self.surface = surface
    self.terms = terms
    self.grid = grid
    self.outcomes = outcomes
    self.attractors = attractors
    radius = walks.basins.radius
    stepsTaken = taken
    tally = BasinTally(outcomes, attractors: attractors.count, steps: terms.steps)
  }
}

extension StartMap {
  /// The loss at the end of every cell's run; NaN for those that diverged.
  public func losses(threads: Int = 1) -> [Double] {
    let size = 32 * Lanes.count
    let parts = concurrently((grid.count + size - 1) / size, threads: threads) { part -> [Double] in
      let cells = part * size..<min((part + 1) * size, grid.count)
      let evaluator = surface.objective.evaluator(width: 32)
      let (points, values) = (Block(rows: 2, width: 32), Block(rows: 1, width: 32))
      for cell in cells {
        let end = outcomes.end(cell)
        (points[0, cell - cells.lowerBound], points[1, cell - cells.lowerBound]) = (end.x, end.y)
      }
      evaluator.value(at: points, vectors: (cells.count + Lanes.count - 1) / Lanes.count, step: 0, into: values)
      return cells.map { outcomes.end($0).x.isFinite ? values[0, $0 - cells.lowerBound] : .nan }
    }
    return parts.flatMap { $0 }
  }

  /// A place as it is written: a coordinate within a millionth of a millionth of the window from a number of few digits is
  /// that number.
  public func shortened(_ place: SIMD2<Double>) -> [Double] {
    [(place.x, grid.x), (place.y, grid.y)].map { coordinate, range in
      let size = range.upperBound - range.lowerBound
      let scale = Lanes.pow(10, 6 - Lanes.log10(Lanes(size)).floor)[0]
      let rounded = (coordinate * scale).rounded() / scale
      return (coordinate - rounded).magnitude < 1e-10 * size ? rounded : coordinate
    }
  }

  /// The attractors that are as low as the lowest, as far as that can be told.
  public var lowest: [Int] {
    let values = attractors.map(\.value)
    let (low, high) = (values.min() ?? 0, values.max() ?? 0)
    let tolerance = 1e-6 * max(high - low, 1e-9 * max(low.magnitude, 1))
    return attractors.indices.filter { values[$0] - low <= tolerance }
  }

  /// How many starts end at a lowest attractor.
  public var countAtLowest: Int { lowest.reduce(0) { $0 + tally.counts[$1] } }
}

internal import Calculus
internal import Optimizers
internal import Schedules
public import Surfaces
internal import Synchronization

/// What becomes of an optimizer when two of its numbers are varied: a run from the same start in every cell.
///
/// A cell holds the values in its middle. All cells meet the same luck, so that they differ by their knobs alone. What a
/// cell says does not depend on its neighbours or on threads: it is what a single run with these knobs comes to.
public struct KnobMap: Sendable {
  /// The surface.
  public let surface: Surface
  /// Who runs; the two numbers that are varied stand at what was typed.
  public let entrant: Entrant
  /// The terms of every run.
  public let terms: Terms
  /// What is varied from left to right.
  public let x: Axis
  /// What is varied from bottom to top.
  public let y: Axis
  /// The values of the columns, lowest first.
  public let columns: [Double]
  /// The values of the rows, lowest first.
  public let rows: [Double]
  /// The rate of all cells, if it is not varied.
  public let rate: Double?
  /// The least loss there is, as far as is known; in a game the least length of the gradient, 0.
  public let least: Double?
  /// What is to become small, at the start.
  public let first: Double
  /// What the runs came to, row by row, the lowest row first.
  public let outcomes: [KnobOutcome]
  /// The place of the best cell: the earliest to arrive, then the lowest at the end; nil if every run was lost.
  public let best: Int?

  /// The most cells of a map.
  public static let mostCells = 25_000_000

  /// Runs every cell.
  ///
  /// - Parameters:
  ///   - columns: how many values of `x`.
  ///   - rows: how many values of `y`.
  ///   - progress: called with the share of cells that are done, in hundredths, from any thread.
  /// - Throws: `KnobError` if a value is none that its knob may take.
  public init(
    _ entrant: Entrant, on surface: Surface, over x: Axis, _ y: Axis, columns: Int, rows: Int, terms: Terms,
    threads: Int = 1, progress: @Sendable (Int) -> Void = { _ in }
  ) throws {
    let ground = MapGround(surface: surface, terms: terms)
    let (xs, ys) = (x.middles(of: columns), y.middles(of: rows))
    // The axis along which rates differ is stepped side by side, else one along which real knobs do.
    let inner = [x, y].first(where: \.isRate) ?? [x, y].first(where: \.differsFromRunToRun) ?? x
    let (across, along) = x == inner ? (ys, xs) : (xs, ys)
    let outer = x == inner ? y : x
    let heads = try across.map { try entrant.with(outer, at: $0) }
    if !inner.isRate { for value in along { _ = try entrant.with(inner, at: value) } }
    let areSideBySide =
      inner.differsFromRunToRun
      && entrant.optimizer.makeMemory(dimension: surface.dimension, width: 1).followsKnobs
    let rate = x.isRate || y.isRate ? nil : Self.rate(of: entrant, on: surface, terms: terms)
    let done = Mutex(0)
    let lines = concurrently(heads.count, threads: threads) { index -> [KnobOutcome] in
      let head = heads[index]
      let line: [KnobOutcome]
      if inner.isRate {
        line = ground.outcomes(of: head, at: along)
      } else if areSideBySide {
        line = ground.outcomes(of: head, at: rate ?? .nan, varying: inner.name, over: along)
      } else {
        line = along.map { value in
          // Values were tried above.
          let cell = (try? head.with(inner, at: value)) ?? head
          return ground.outcomes(of: cell, at: [rate ?? .nan])[0]
        }
      }
      progress(
        done.withLock { count in
          count += 1
          return 100 * count / heads.count
        })
      return line
    }
    self.surface = surface
    self.entrant = entrant
    self.terms = terms
    (self.x, self.y) = (x, y)
    (self.columns, self.rows) = (xs, ys)
    self.rate = rate
    least = ground.least
    first = ground.first
    let outcomes =
      x == inner
      ? lines.flatMap { $0 }
      : (0..<rows).flatMap { row in (0..<columns).map { lines[$0][row] } }
    self.outcomes = outcomes
    best = outcomes.indices.filter { outcomes[$0].isPresent }.min { outcomes[$0].precedes(outcomes[$1]) }
  }

  /// The rate of an entrant by the terms, where it is not varied.
  private static func rate(of entrant: Entrant, on surface: Surface, terms: Terms) -> Double? {
    Comparison([entrant], on: surface, terms: terms).runs[0].rate
  }

  /// What the run of a cell came to.
  public func outcome(column: Int, row: Int) -> KnobOutcome { outcomes[row * columns.count + column] }

  /// The column and the row of a place.
  public func cell(at place: Int) -> (column: Int, row: Int) { (place % columns.count, place / columns.count) }

  /// The cell that holds two values; nil outside the map.
  public func cell(at values: (x: Double, y: Double)) -> (column: Int, row: Int)? {
    func place(_ value: Double, _ axis: Axis, _ count: Int) -> Int? {
      guard axis.range.contains(value) else { return nil }
      return min(count - 1, max(0, Int(axis.share(of: value) * Double(count))))
    }
    guard let column = place(values.x, x, columns.count), let row = place(values.y, y, rows.count) else { return nil }
    return (column, row)
  }

  /// The run of a cell, step by step.
  ///
  /// - Throws: `KnobError`, never for a cell of the map.
  public func run(column: Int, row: Int) throws -> Run {
    let cell = try entrant.with(x, at: columns[column]).with(y, at: rows[row])
    let trajectory = Run.trajectories(
      of: cell, at: [cell.rate ?? rate ?? .nan], on: surface, terms: terms)[0]
    return Run(
      cell, entry: 0, at: cell.rate ?? rate, chosen: .given, along: trajectory, on: surface, terms: terms, least: least)
  }

  /// The share of cells with an ending.
  public func share(of ending: KnobEnding) -> Double {
    Double(outcomes.count { $0.ending == ending }) / Double(max(1, outcomes.count))
  }
}

/// What all runs of a map have in common.
struct MapGround: Sendable {
  let surface: Surface
  let terms: Terms
  let least: Double?
  /// What is to become small, at the start.
  let first: Double

  init(surface: Surface, terms: Terms) {
    self.surface = surface
    self.terms = terms
    least = surface.leastCourse
    let objective = surface.objective
    first =
      surface.isGame
      ? distance(objective.gradient(at: terms.start), terms.start.map { _ in 0 }) : objective.value(at: terms.start)
  }

  /// What runs at some rates come to.
  func outcomes(of entrant: Entrant, at rates: [Double]) -> [KnobOutcome] {
    outcomes(of: batch(of: entrant, at: rates))
  }

  /// What runs at one rate come to that differ in a real knob.
  func outcomes(
    of entrant: Entrant, at rate: Double, varying knob: String, over numbers: [Double]
  ) -> [KnobOutcome] {
    var batch = batch(of: entrant, at: numbers.map { _ in rate })
    batch.varied = (knob, numbers)
    return outcomes(of: batch)
  }

  private func batch(of entrant: Entrant, at rates: [Double]) -> Batch {
    var batch = Batch(
      objective: surface.played, optimizer: entrant.optimizer, plan: entrant.plan ?? terms.plan, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: rates.map { .init(start: terms.start, rate: $0, seed: terms.seed, stream: terms.stream) })
    batch.sample = surface.sample(entrant.batch ?? terms.batch)
    return batch
  }

  private func outcomes(of batch: Batch) -> [KnobOutcome] {
    let isNoisy = terms.noise > 0 || batch.sample != nil
    return batch.knobOutcomes(on: self, held: isNoisy ? terms.steps / 50 : 0)
  }
}

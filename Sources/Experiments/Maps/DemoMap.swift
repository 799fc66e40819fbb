internal import Calculus
internal import Optimizers
internal import Surfaces

extension KnobMap {
  /// The map of a demo.
  ///
  /// Throws what is wrong with its optimizer or its axes, at its place in the file.
  init(_ map: Demo.Map, in demo: Demo, threads: Int) throws(CardError) {
    do {
      let entrant = try Entrant(map.optimizer)
      let (surface, start) = (demo.surface, demo.surface.starts[0])
      let axes = try map.axes.map { try Axis($0, of: entrant.optimizer, rates: nil) }
      guard axes[0].name != axes[1].name, axes.contains(where: \.isRate) || entrant.rate != nil else {
        throw SpecificationError(
          "a map has two different axes, and a rate: vary lr, or write '\(map.optimizer):lr=0.01'")
      }
      let terms = Terms(start: start, steps: demo.steps, rates: .usual, noise: demo.noise, seed: demo.seed)
      try self.init(
        entrant, on: surface, over: axes[0], axes[1], columns: map.cells[0], rows: map.cells[1], terms: terms,
        threads: threads)
    } catch {
      throw map.place.error("\(error)")
    }
  }

  /// What a demo may speak of, in the order of `Demo.Map.names`; nan for what there is not.
  ///
  /// - Parameter value: the value of the row along which the edge is measured.
  func numbers(alongRowAt value: Double) -> [Double] {
    let place = best.map { cell(at: $0) }
    let row = rows.indices.min { abs(rows[$0] - value) < abs(rows[$1] - value) } ?? 0
    let edge = columns.indices.first { column in
      let outcome = outcome(column: column, row: row)
      return !(outcome.final <= first)
    }
    let theory = KnobTheory(self)
    let line = theory.lines.first { if case .stability = $0.kind { true } else { false } }
    let limit = line?.points.min { abs($0.y - rows[row]) < abs($1.y - rows[row]) }
    return [
      share(of: .converged), share(of: .diverged), place.map { columns[$0.column] } ?? .nan,
      place.map { rows[$0.row] } ?? .nan, best.flatMap { outcomes[$0].arrival }.map(Double.init) ?? .infinity,
      edge.map { columns[$0] } ?? .infinity, limit?.x ?? .nan, theory.optimum?.x ?? .nan, theory.optimum?.y ?? .nan,
    ]
  }
}

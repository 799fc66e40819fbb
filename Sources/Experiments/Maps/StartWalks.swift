internal import Optimizers
internal import Schedules
internal import Surfaces
internal import Synchronization

/// Walks the runs of a map of starts, block by block.
struct StartWalks {
  let entrant: Entrant
  let surface: Surface
  let terms: StartMap.Terms
  let grid: CellGrid
  let outcomes: CellOutcomes
  let threads: Int
  var basins = Basins([], in: [0...1, 0...1], diagonal: 1)

  /// How many cells a block has.
  private static let blockSize = 256
  /// About how many starts are tried to find attractors.
  private static let sampled = 1728

  /// Where runs from a coarse grid of starts end.
  func sampledEnds() -> [SIMD2<Double>] {
    let columns = min(grid.columns, 48)
    let coarse = CellGrid(columns: columns, rows: min(grid.rows, Self.sampled / 48), x: grid.x, y: grid.y)
    let batch = batch((0..<coarse.count).map { coarse.middle(of: $0) })
    return batch.ends(threads: threads).map { SIMD2($0[0], $0[1]) }
  }

  /// The ends of runs that are near no attractor, a few thousand of them at most.
  func endsAstray() -> [SIMD2<Double>] {
    let cells = astray()
    let stride = max(1, cells.count / 4000)
    return cells.indices.filter { $0 % stride == 0 }.map { outcomes.end(Int(cells[$0])) }
  }

  private func astray() -> [Int32] {
    let code = Destination.underWay.code
    var cells: [Int32] = []
    for cell in 0..<grid.count where outcomes.place(cell) == code { cells.append(Int32(cell)) }
    return cells
  }

  /// Walks the runs of all cells; returns the steps taken.
  func walkAll(progress: @escaping @Sendable (Int) -> Void) -> Int {
    let done = Mutex(0)
    let total = grid.count
    let parts = concurrently(grid.tiles, threads: threads) { tile -> Part in
      let cells = grid.cells(inTile: tile)
      let part = walk(cells, mayAbandon: true)
      progress(
        done.withLock { count in
          count += cells.count - part.abandoned.count
          return min(count, total)
        })
      return part
    }
    return parts.reduce(0) { $0 + $1.steps } + walk(packed: parts.flatMap(\.abandoned))
  }

  /// Walks those again that are near no attractor, now that more are known.
  func walkAgain() -> Int { walk(packed: astray()) }

  /// Walks cells that need not be neighbours.
  private func walk(packed cells: [Int32]) -> Int {
    var rest = cells
    var steps = 0
    // Every round leaves a tenth at most.
    while !rest.isEmpty {
      let (list, isLast) = (rest, rest.count <= Self.blockSize)
      let blocks = (list.count + Self.blockSize - 1) / Self.blockSize
      let parts = concurrently(blocks, threads: threads) { block in
        let range = block * Self.blockSize..<min((block + 1) * Self.blockSize, list.count)
        return walk(Array(list[range]), mayAbandon: !isLast)
      }
      steps += parts.reduce(0) { $0 + $1.steps }
      rest = parts.flatMap(\.abandoned)
    }
    return steps
  }

  private struct Part: Sendable {
    var steps: Int
    var abandoned: [Int32]
  }

  private func walk(_ cells: [Int32], mayAbandon: Bool) -> Part {
    var watcher = BasinWatcher(
      basins, outcomes: outcomes, cells: cells, lanes: cells.count, lastStep: terms.steps,
      patience: terms.endsEarly ? StartMap.patience : nil, mayAbandon: mayAbandon)
    Walk(batch([.zero]), starts: cells.map { grid.middle(of: Int($0)) }).run(watching: &watcher)
    return Part(steps: watcher.steps, abandoned: watcher.abandoned)
  }

  private func batch(_ starts: [SIMD2<Double>]) -> Batch {
    let rate = entrant.rate ?? type(of: entrant.optimizer).identity.defaultRate ?? .nan
    return Batch(
      objective: surface.played, optimizer: entrant.optimizer, plan: entrant.plan ?? .constant, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: starts.map { .init(start: [$0.x, $0.y], rate: rate, seed: terms.seed) })
  }
}

public import Surfaces

/// Maps of several optimizers over the same starts, which know the same attractors.
public struct StartMaps: Sendable {
  /// The maps, in the order of the optimizers.
  public let maps: [StartMap]

  /// Runs every optimizer on every cell.
  ///
  /// - Parameter progress: told now and then how many cells of all maps together are done.
  /// - Precondition: the surface has two coordinates.
  public init(
    _ entrants: [(entrant: Entrant, origin: RateOrigin)], on surface: Surface, terms: StartMap.Terms, threads: Int = 1,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    let total = terms.columns * terms.rows
    var maps: [StartMap] = []
    for (index, one) in entrants.enumerated() {
      maps.append(
        StartMap(
          one.entrant, rateOrigin: one.origin, on: surface, terms: terms, known: maps.last?.attractors ?? [],
          threads: threads
        ) { progress(index * total + $0) })
    }
    let attractors = maps.last?.attractors ?? []
    // Those before may end where only a later one was seen to.
    self.maps = zip(entrants, maps).map { one, map in
      map.attractors == attractors
        ? map
        : StartMap(
          one.entrant, rateOrigin: one.origin, on: surface, terms: terms, known: attractors, threads: threads)
    }
  }
}

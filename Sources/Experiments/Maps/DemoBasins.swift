internal import Calculus
internal import Optimizers
internal import Surfaces

extension StartMaps {
  /// The maps of a demo.
  ///
  /// Throws what is wrong with an optimizer, at its place in the file.
  init(_ basins: Demo.Basins, in demo: Demo, threads: Int) throws(CardError) {
    var entrants: [(entrant: Entrant, origin: RateOrigin)] = []
    for walker in basins.walkers {
      do {
        let entrant = try Entrant(walker.optimizer)
        if let usual = type(of: entrant.optimizer).identity.defaultRate, entrant.rate == nil {
          throw SpecificationError("a demo pins every rate; write '\(walker.optimizer):lr=\(usual)' or another")
        }
        guard demo.surface.dimension == 2 else {
          throw SpecificationError(
            "basins are of a surface with two coordinates, and \(demo.surface.name) has another number")
        }
        entrants.append((entrant, .given))
      } catch {
        throw walker.place.error("\(error)")
      }
    }
    var terms = StartMap.Terms(columns: basins.cells[0], rows: basins.cells[1], steps: demo.steps)
    (terms.noise, terms.seed) = (demo.noise, demo.seed)
    self.init(entrants, on: demo.surface, terms: terms, threads: threads)
  }
}

extension StartMap {
  /// What a demo may speak of, in the order of `Demo.Basins.measures`.
  var numbers: [Double] {
    let all = Double(tally.total)
    let arrived = tally.counts.reduce(0, +)
    return [
      Double(countAtLowest) / all, Double(arrived - countAtLowest) / all, Double(tally.total - arrived) / all,
      tally.arrival(at: 0.5).map(Double.init) ?? .infinity,
    ]
  }
}

public import Surfaces

/// How near optimizers are to each other, by the paths they take on many surfaces.
///
/// Every optimizer walks from every start with a rate tuned for that start, as in a comparison. Two optimizers are as far
/// apart as their paths are on the average over all starts, in terms of the diagonal of each window.
public struct Kinship: Sendable {
  /// A start on a surface.
  public struct Place: Sendable {
    /// The surface, with two coordinates and a minimum.
    public let surface: Surface
    /// The start.
    public let start: [Double]

    /// A start on a surface.
    public init(surface: Surface, start: [Double]) {
      self.surface = surface
      self.start = start
    }
  }

  /// Those who walk.
  public let entrants: [Entrant]
  /// Where they walk.
  public let places: [Place]
  /// How many steps they take.
  public let steps: Int
  /// The distance of each from each, in terms of the diagonal of the window.
  public let distances: [[Double]]
  /// Who belongs together.
  public let tree: KinshipTree
  /// How many runs ended at infinity.
  public let diverged: Int

  /// What those who walk are called: by their labels, with the rate where two have the same.
  public var names: [String] {
    let labels = entrants.map(\.label)
    return entrants.map { entrant in
      let isShared = labels.count { $0 == entrant.label } > 1
      return isShared && entrant.rate != nil ? entrant.specification : entrant.label
    }
  }

  /// Lets everybody walk everywhere.
  ///
  /// - Parameter report: is told after each place how many are done; on any thread, in any order.
  public init(
    of entrants: [Entrant], on places: [Place], steps: Int, threads: Int = 1,
    report: @Sendable (Int) -> Void = { _ in }
  ) {
    self.entrants = entrants
    self.places = places
    self.steps = steps
    var lost = 0
    var sums = Array(repeating: Array(repeating: 0.0, count: entrants.count), count: entrants.count)
    for (index, place) in places.enumerated() {
      let walks = Self.walks(of: entrants, at: place, steps: steps, threads: threads)
      lost += walks.count { !$0.isFinite }
      let shapes = walks.map { PathShape($0, in: place.surface.window) }
      let unit = place.surface.window.diagonal
      let rows = concurrently(entrants.count, threads: threads) { first in
        shapes.indices.map { $0 > first ? shapes[first].distance(to: shapes[$0]) / unit : 0 }
      }
      for first in rows.indices {
        for second in rows.indices where second > first { sums[first][second] += rows[first][second] }
      }
      report(index + 1)
    }
    var distances = sums
    for first in sums.indices {
      for second in sums.indices where second > first {
        let mean = sums[first][second] / Double(max(1, places.count))
        (distances[first][second], distances[second][first]) = (mean, mean)
      }
    }
    self.distances = distances
    diverged = lost
    tree = KinshipTree(distances)
  }

  private static func walks(of entrants: [Entrant], at place: Place, steps: Int, threads: Int) -> [Trajectory] {
    let comparison = Comparison(
      entrants, on: place.surface, terms: Terms(start: place.start, steps: steps), threads: threads)
    return comparison.runs.sorted { $0.entry < $1.entry }.map(\.trajectory)
  }

  /// The nearest relative of an optimizer, and how far it is; nil if there is no other.
  public func nearest(to index: Int) -> (index: Int, distance: Double)? {
    entrants.indices.filter { $0 != index }.map { ($0, distances[index][$0]) }.min { $0.1 < $1.1 }
  }

  /// The surfaces that are walked when none are named: different kinds, two coordinates, a minimum.
  public static let usualSurfaces = [
    "rosenbrock", "beale", "booth", "himmelblau", "ellipse100rot", "three-hump-camel", "goldstein-price", "ackley",
  ]
}

/// Two optimizers on the same starts: who ends lower, and who is there sooner.
public struct StartDifference: Sendable {
  /// What the two runs of a cell come to, beside each other.
  public enum Outcome: Int, Sendable, CaseIterable {
    /// The first ends at a lower minimum, or it alone at one.
    case firstLower
    /// The second does.
    case secondLower
    /// Both end at minima that are equally low, but not at the same.
    case equallyLow
    /// Both end at the same, the first sooner.
    case firstSooner
    /// Both end at the same, the second sooner.
    case secondSooner
    /// Both end at the same after as many steps.
    case same
    /// Neither ends at a minimum.
    case neither
  }

  /// The map of the first.
  public let first: StartMap
  /// The map of the second; it has the attractors of the first.
  public let second: StartMap
  /// How many cells have each outcome, in the order of `Outcome.allCases`.
  public let counts: [Int]

  /// Compares two maps over the same starts.
  ///
  /// - Precondition: both have the same cells and the same attractors, as those of `StartMaps` have.
  public init(_ first: StartMap, _ second: StartMap) {
    precondition(
      first.grid == second.grid && first.attractors.count == second.attractors.count, "the maps are of the same starts")
    self.first = first
    self.second = second
    var counts = [Int](repeating: 0, count: Outcome.allCases.count)
    let values = second.attractors.map(\.value)
    let tolerance = 1e-6 * ((values.max() ?? 0) - (values.min() ?? 0))
    for cell in 0..<first.grid.count {
      counts[Self.outcome(of: cell, first, second, tolerance).rawValue] += 1
    }
    self.counts = counts
    self.tolerance = tolerance
  }

  /// Values that differ by no more are equal.
  private let tolerance: Double

  /// What the two runs of a cell come to.
  public func outcome(of cell: Int) -> Outcome { Self.outcome(of: cell, first, second, tolerance) }

  private static func outcome(of cell: Int, _ first: StartMap, _ second: StartMap, _ tolerance: Double) -> Outcome {
    switch (first.destination(of: cell), second.destination(of: cell)) {
    case (.attractor(let one), .attractor(let other)):
      if one == other {
        let (early, late) = (first.arrival(of: cell), second.arrival(of: cell))
        return early == late ? .same : early < late ? .firstSooner : .secondSooner
      }
      let gap = second.attractors[one].value - second.attractors[other].value
      return gap.magnitude <= tolerance ? .equallyLow : gap < 0 ? .firstLower : .secondLower
    case (.attractor, _): return .firstLower
    case (_, .attractor): return .secondLower
    default: return .neither
    }
  }
}

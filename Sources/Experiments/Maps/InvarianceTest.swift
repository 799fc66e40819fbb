internal import Calculus
internal import Optimizers
public import Surfaces
internal import Synchronization

/// Who notices that the axes have been turned, or the bowl made narrower: steps to a goal while the surface changes.
///
/// Every optimizer keeps the rate that was tuned for the first value, so that what changes is the surface alone.
public struct InvarianceTest: Sendable {
  /// What is changed about the surface.
  public enum Change: String, Sendable, CaseIterable {
    /// Its angle, in degrees; start and window turn with it.
    case rotation
    /// How much steeper it is in one direction than in another.
    case condition
  }

  /// One optimizer on all surfaces.
  public struct Curve: Sendable {
    /// Who runs.
    public let entrant: Entrant
    /// The rate on each surface; nil for one that has none.
    public let rates: [Double?]
    /// The steps to the goal, one for each value; nil where it did not come to stay in the budget.
    public let arrivals: [Int?]
    /// The largest number of steps over the smallest; nil where a run never arrived.
    public let ratio: Double?
  }

  /// What is changed.
  public let change: Change
  /// The surface as it was named.
  public let surface: Surface
  /// The terms of every run, from the start of the first surface.
  public let terms: Terms
  /// The values: degrees, or the condition number.
  public let values: [Double]
  /// How near to the least loss runs are to come.
  public let goal: Double
  /// Whether rates are tuned for each value.
  public let tunesEach: Bool
  /// The curves, those whose steps change least first; those that do not arrive everywhere last.
  public let curves: [Curve]

  /// Runs everybody on every surface.
  ///
  /// - Parameters:
  ///   - goal: how near to the least loss runs are to come; nil for a millionth of the first gap.
  ///   - tunesEach: whether rates are tuned for each value and not kept.
  ///   - progress: called with the number of optimizers that are done, from any thread.
  /// - Throws: `SurfaceError` if the surface cannot be changed so.
  public init(
    _ entrants: [Entrant], on surface: Surface, changing change: Change, values: [Double], terms: Terms,
    goal: Double? = nil, tunesEach: Bool = false, threads: Int = 1, progress: @Sendable (Int) -> Void = { _ in }
  ) throws {
    let grounds = try values.map { try Self.surface(surface, change, $0) }
    let least = surface.leastCourse ?? 0
    let goal = goal ?? 1e-6 * (surface.objective.value(at: surface.starts[0]) - least)
    let done = Mutex(0)
    let curves = concurrently(entrants.count, threads: threads) { index -> Curve in
      let curve = Self.curve(of: entrants[index], on: grounds, terms, goal: goal, tunesEach: tunesEach)
      progress(
        done.withLock { count in
          count += 1
          return count
        })
      return curve
    }
    self.change = change
    self.surface = surface
    self.terms = terms
    self.values = values
    self.goal = goal
    self.tunesEach = tunesEach
    let order = curves.enumerated().sorted { a, b in
      let (one, other) = (a.element.ratio ?? .infinity, b.element.ratio ?? .infinity)
      return one == other ? a.offset < b.offset : one < other
    }
    self.curves = order.map(\.element)
  }

  /// The surface with a value, and the start that goes with it.
  static func surface(_ surface: Surface, _ change: Change, _ value: Double) throws -> Surface {
    switch change {
    case .rotation: return value == 0 ? surface : try surface.wrapped(by: "rotate:degrees=\(value)")
    case .condition: return try surface.with(parameters: [("condition", value)])
    }
  }

  private static func curve(
    of entrant: Entrant, on grounds: [Surface], _ terms: Terms, goal: Double, tunesEach: Bool
  ) -> Curve {
    func tuned(_ ground: Surface) -> Double? {
      var terms = terms
      terms.start = ground.starts[0]
      // A longer budget would tune for patience.
      terms.steps = min(terms.steps, Self.tuningSteps)
      return Comparison([entrant], on: ground, terms: terms).runs[0].rate
    }
    let kept = tuned(grounds[0])
    var rates: [Double?] = []
    var arrivals: [Int?] = []
    for (index, ground) in grounds.enumerated() {
      let rate = tunesEach && index > 0 ? tuned(ground) : kept
      var batch = Batch(
        objective: ground.objective, optimizer: entrant.optimizer, plan: entrant.plan ?? terms.plan,
        steps: terms.steps, noise: terms.noise, domain: ground.domain,
        lanes: [.init(start: ground.starts[0], rate: rate ?? .nan, seed: terms.seed, stream: terms.stream)])
      batch.blockWidth = 1
      let end = batch.outcomes(
        goal: (ground.leastCourse ?? 0, goal), tail: 1, window: ground.window, threads: 1)[0]
      rates.append(rate)
      arrivals.append(end.arrival)
    }
    let steps = arrivals.compactMap(\.self)
    let ratio =
      steps.count == arrivals.count
      ? steps.max().flatMap { most in steps.min().map { Double(most) / Double(max(1, $0)) } } : nil
    return Curve(entrant: entrant, rates: rates, arrivals: arrivals, ratio: ratio)
  }

  /// The most steps for which rates are tuned.
  public static let tuningSteps = 500

  /// Whether an optimizer takes as many steps everywhere, but for one in a hundred.
  public static let invariant = 1.01
}

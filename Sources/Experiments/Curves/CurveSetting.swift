internal import Calculus
internal import Optimizers
internal import Schedules
internal import Surfaces

/// What all runs of a figure of training curves have in common: everything but the rate.
struct CurveSetting: Sendable {
  let surface: Surface
  let optimizer: any Optimizer
  let plan: Plan
  let terms: Terms
  /// How many rows of data a step sees; nil for all.
  let sample: Int?
  /// The least loss there is; nil if there is no minimum.
  let least: Double?

  init(_ entrant: Entrant, on surface: Surface, terms: Terms) {
    self.surface = surface
    optimizer = entrant.optimizer
    plan = entrant.plan ?? terms.plan
    self.terms = terms
    sample = surface.sample(entrant.batch ?? terms.batch)
    least = surface.leastLoss
  }

  var steps: Int { terms.steps }

  private func batch(_ rates: [Double]) -> Batch {
    var batch = Batch(
      objective: surface.objective, optimizer: optimizer, plan: plan, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: rates.map { .init(start: terms.start, rate: $0, seed: terms.seed, stream: terms.stream) })
    batch.sample = sample
    return batch
  }

  /// The walks at some rates, kept.
  func walks(_ rates: [Double], threads: Int) -> [Trajectory] { batch(rates).trajectories(threads: threads) }

  /// The facts of the runs at some rates.
  func facts(_ rates: [Double], threads: Int) -> [CurveFacts] {
    batch(rates).facts(window: surface.window, least: least, threads: threads)
  }

  /// The facts of a walk that was kept.
  func facts(of walk: Trajectory) -> CurveFacts {
    CurveFacts(of: walk, steps: terms.steps, window: surface.window, least: least)
  }

  /// How long the first step is at rate 1.
  func unit() throws(CurvesError) -> Double {
    let unit = surface.unitStep(of: optimizer, from: terms.start)
    guard unit > 0 else {
      throw surface.objective.gradient(at: terms.start).allSatisfy { $0 == 0 } ? .flat : .faint
    }
    guard unit.isFinite else { throw .wild }
    // The rates of the sweep span eight decades below and above this length.
    guard surface.window.diagonal / unit < 1e290 else { throw .faint }
    guard surface.window.diagonal / unit > 1e-290 else { throw .wild }
    return unit
  }

  /// The yardstick to judge by.
  ///
  /// - Parameter best: the best run, and whether something other than the lowest minimum holds it.
  func yardstick(best: (rate: Double, facts: CurveFacts, isHeld: Bool)?) -> CurveYardstick {
    CurveYardstick(
      least: least, steps: terms.steps, isExact: terms.noise == 0 && sample == nil,
      best: best.map { ($0.rate, $0.facts) },
      bestIsHeld: best?.isHeld ?? false)
  }

  /// Whether a rate is so high that higher ones have nothing to add.
  func isGone(_ facts: CurveFacts) -> Bool {
    least == nil
      ? facts.departure.map { !($0.loss < facts.firstLoss) } ?? !facts.isFinite
      : facts.exit != nil || yardstick(best: nil).isLost(facts)
  }

  /// The place of the rate whose worst run, of itself and of every rate up to half as high again, is the best; if all of
  /// these are lost, of the best run; nil if none can be best.
  ///
  /// - Parameter rates: lowest first.
  func best(_ rates: [Double], _ facts: [CurveFacts]) -> Int? {
    let yardstick = yardstick(best: nil)
    let ranks = facts.map(yardstick.rank)
    let sound = rates.indices.filter { index in ranks[index] != nil }
    func worst(_ index: Int) -> [Double]? {
      var worst: [Double] = []
      for place in index..<rates.count {
        guard rates[place] <= 1.5 * rates[index] else { return worst }
        guard let rank = ranks[place] else { return nil }
        if worst.lexicographicallyPrecedes(rank) { worst = rank }
      }
      // Above the highest rate nothing is known.
      return nil
    }
    let robust = sound.compactMap { index in worst(index).map { (index: index, rank: $0) } }
    let plain = sound.compactMap { index in ranks[index].map { (index: index, rank: $0) } }
    return (robust.isEmpty ? plain : robust).min { $0.rank.lexicographicallyPrecedes($1.rank) }?.index
  }

  /// Up to how many coordinates a minimum other than the lowest is looked for: a Newton step costs the cube of them.
  private static let mostCoordinates = 8

  /// What other than the lowest minimum holds each run.
  ///
  /// It is a plateau if the gradient at the end of an exact run is zero. It is a minimum if damped Newton steps from the
  /// end lead there, and nine tenths of the way down to it are done; a convex surface has no other, and of surfaces with
  /// more than eight coordinates none is looked for.
  func held(_ facts: [CurveFacts], threads: Int) -> [CurveHold?] {
    var result: [CurveHold?] = facts.map { _ in nil }
    guard let least else { return result }
    let yardstick = yardstick(best: nil)
    var open = facts.indices.filter { index in
      let gap = facts[index].level - least
      return gap.isFinite && gap > 10 * yardstick.goal(facts[index]) && surface.window.contains(facts[index].end)
    }
    if yardstick.isExact {
      for index in open where surface.objective.gradient(at: facts[index].end).allSatisfy({ $0 == 0 }) {
        result[index] = .plateau
      }
      open.removeAll { result[$0] != nil }
    }
    guard !open.isEmpty, surface.kind != .convex, surface.dimension <= Self.mostCoordinates else { return result }
    let descent = Batch(
      objective: surface.objective, optimizer: DampedNewton(), steps: 60, domain: surface.domain,
      lanes: open.map { .init(start: facts[$0].end, rate: 1) })
    for (index, end) in zip(open, descent.ends(threads: threads)) {
      let value = surface.objective.value(at: end)
      let kind = SymmetricMatrix(rows: surface.objective.hessian(at: end)).stationaryKind()
      let first = facts[index].firstLoss
      guard kind == .minimum, value.isFinite, value - least > yardstick.goal(facts[index]), value < first else {
        continue
      }
      if facts[index].level - value <= (first - value) / 10 { result[index] = .minimum }
    }
    return result
  }
}

/// What other than the lowest minimum holds a run.
enum CurveHold: Sendable, Equatable {
  /// A minimum that lies higher.
  case minimum
  /// A place above the minimum where the gradient is zero.
  case plateau
}

/// Why there are no training curves to judge.
public enum CurvesError: Error, Sendable, Equatable {
  /// The optimizer finds its own step lengths.
  case noRate
  /// The first step has no length whatever the rate: the gradient vanishes.
  case flat
  /// The gradient does not vanish, but is so small that a step at rate 1 does not move the start.
  case faint
  /// The first step at rate 1 has no finite length.
  case wild
  /// The loss at the start is no higher than the least there is.
  case atMinimum
  /// The surface is a game: its value is not to fall.
  case game
  /// The loss at the start is not finite.
  case noLoss
  /// There are no rates, more than eight, one that is not between 1e-300 and 1e300, or one twice.
  case rates
}

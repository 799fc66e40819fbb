internal import Calculus
public import Optimizers
public import Schedules
public import Surfaces

/// One who takes part in a comparison: an optimizer with its settings.
public struct Entrant: Sendable {
  /// The optimizer.
  public var optimizer: any Optimizer
  /// The rate that was asked for, if one was.
  public var rate: Double?
  /// How its rate changes, if not as the terms say.
  public var plan: Plan?
  /// How many rows of data its steps draw, if not as the terms say; `.max` for all.
  public var batch: Int?
  /// The name on the figure.
  public var label: String
  /// What was typed: `adam:lr=0.05`.
  public var specification: String

  /// An optimizer as it was asked for.
  public init(optimizer: any Optimizer, rate: Double? = nil, label: String, specification: String) {
    self.optimizer = optimizer
    self.rate = rate
    self.label = label
    self.specification = specification
  }

  /// The name in the catalogue.
  public var name: String { type(of: optimizer).identity.name }
}

/// How rates are chosen for those who were not given one.
public enum RatePolicy: Sendable, Equatable {
  /// By `RateTuning`, with an equal budget for all.
  case tuned
  /// The library's default of each optimizer.
  case usual
  /// One rate for all.
  case same(Double)
}

/// The terms on which optimizers are compared: what makes the comparison fair.
public struct Terms: Sendable {
  /// Where all start.
  public var start: [Double]
  /// How many steps each may take.
  public var steps: Int
  /// How rates are chosen.
  public var rates: RatePolicy
  /// How rates, and what else, change from step to step.
  public var plan: Plan
  /// The standard deviation of the noise in each component of the gradient.
  public var noise: Double
  /// How many rows of data a step draws, where the surface is made from data; nil for all.
  public var batch: Int?
  /// The seed of the noise, and of the order of rows.
  public var seed: UInt64
  /// The number of the start among those of the same surface: each start meets its own luck.
  public var stream: UInt64 = 0
  /// When a run may stop early.
  public var stop: Stop?
  /// From where rates are tuned; nil for the start itself.
  public var tuningStart: [Double]?
  /// The longest calm path in the tuning of rates, in window diagonals.
  public var pathLimit = 3.0

  /// Terms; the defaults are those of the command.
  public init(
    start: [Double], steps: Int = 500, rates: RatePolicy = .tuned, plan: Plan = .constant,
    noise: Double = 0,
    seed: UInt64 = 0, stop: Stop? = nil
  ) {
    self.start = start
    self.steps = steps
    self.rates = rates
    self.plan = plan
    self.noise = noise
    self.seed = seed
    self.stop = stop
  }
}

/// How a run came by its rate.
public enum RateOrigin: Sendable, Equatable {
  /// It was asked for.
  case given
  /// It was tuned: the place among the rates tried.
  case tuned(index: Int)
  /// It was tuned, but no rate gave a calm run: the one with the lowest peak.
  case restless(index: Int)
  /// It is the library's default.
  case usual
  /// It is the same for all.
  case same
  /// It is the library's factor on a scale that the optimizer finds itself.
  case found
  /// There is no rate: the optimizer finds its own step lengths.
  case none
}

/// One optimizer's part in a comparison.
public struct Run: Sendable {
  /// Who ran.
  public let entrant: Entrant
  /// The place among those who entered, from 0.
  public let entry: Int
  /// The base rate; nil if the optimizer has none.
  public let rate: Double?
  /// How the rate changed.
  public let plan: Plan
  /// How the run came by its rate.
  public let rateOrigin: RateOrigin
  /// The walk.
  public let trajectory: Trajectory
  /// What is to become small, after each step: the loss, or in a game, whose loss does not tell, the gradient's length.
  public let course: [Double]
  /// How many rows of data its steps drew; nil for all, or where there are no data.
  public let batch: Int?
  /// The step from which the course stays within a millionth of the first gap; nil if never, or without a minimum.
  public let arrival: Int?
  /// The first step outside the window; nil if never.
  public let departure: Int?
  /// How it ended.
  public let verdict: Verdict
}

/// Several optimizers on one surface, on equal terms.
public struct Comparison: Sendable {
  /// The surface.
  public let surface: Surface
  /// The terms.
  public let terms: Terms
  /// The least loss there is, as far as is known; nil if the surface has no minimum.
  ///
  /// In a game it is the least length of the gradient, 0.
  public let least: Double?
  /// The runs, best first: with a minimum the earliest arrival, then the lowest loss; without one the earliest departure.
  public let runs: [Run]
  /// How often the finding holds from nearby starts, if that was tested.
  public internal(set) var stability: Stability?

  /// The gap at the start; nil if the surface has no minimum.
  public var firstGap: Double? {
    guard let least, let first = runs.first?.course.first else { return nil }
    return first - least
  }

  /// Runs everybody.
  ///
  /// Without a minimum, and in a game, rates cannot be tuned: the least gap has no meaning. Then `.tuned` stands for one
  /// rate for all, 0.01.
  public init(_ entrants: [Entrant], on surface: Surface, terms: Terms, threads: Int = 1) {
    let least = surface.leastCourse
    var terms = terms
    if least == nil || surface.isGame, terms.rates == .tuned { terms.rates = .same(Self.rateWithoutMinimum) }
    let settled = terms
    let runs = concurrently(entrants.count, threads: threads) { index in
      Run(entrants[index], entry: index, on: surface, terms: settled, least: least)
    }
    self.init(runs, on: surface, terms: terms, least: least) { $0.rankKey(hasMinimum: least != nil) }
  }

  /// Gathers runs, those with the smaller keys first.
  init(_ runs: [Run], on surface: Surface, terms: Terms, least: Double?, key: (Run) -> [Double]) {
    self.surface = surface
    self.terms = terms
    self.least = least
    let ranked = runs.map { (run: $0, key: key($0)) }.sorted { a, b in
      a.key == b.key ? a.run.entry < b.run.entry : a.key < b.key
    }
    self.runs = ranked.map(\.run)
  }

  /// The rate for all on a surface without a minimum.
  public static let rateWithoutMinimum = 0.01
}

extension Run {
  init(_ entrant: Entrant, entry: Int, on surface: Surface, terms: Terms, least: Double?) {
    let (rate, origin) = Self.rate(for: entrant, on: surface, terms: terms, least: least)
    let trajectory = Self.trajectories(of: entrant, at: [rate ?? .nan], on: surface, terms: terms)[0]
    self.init(
      entrant, entry: entry, at: rate, chosen: origin, along: trajectory, on: surface, terms: terms, least: least)
  }

  /// The walks of an entrant at some rates, with the same luck at each.
  static func trajectories(
    of entrant: Entrant, at rates: [Double], on surface: Surface, terms: Terms
  ) -> [Trajectory] {
    var batch = Batch(
      objective: surface.played, optimizer: entrant.optimizer, plan: entrant.plan ?? terms.plan, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: rates.map { .init(start: terms.start, rate: $0, seed: terms.seed, stream: terms.stream) })
    batch.sample = surface.sample(entrant.batch ?? terms.batch)
    return batch.trajectories(stop: terms.stop)
  }

  /// What there is to say of a walk.
  init(
    _ entrant: Entrant, entry: Int, at rate: Double?, chosen origin: RateOrigin, along trajectory: Trajectory,
    on surface: Surface, terms: Terms, least: Double?
  ) {
    self.entrant = entrant
    self.entry = entry
    self.rate = rate
    plan = entrant.plan ?? terms.plan
    rateOrigin = origin
    self.trajectory = trajectory
    let course = surface.isGame ? trajectory.gradientNorms : trajectory.losses
    self.course = course
    batch = surface.sample(entrant.batch ?? terms.batch)
    // Under noise a run may come near by luck in its last step.
    let held = terms.noise > 0 || batch != nil ? terms.steps / 50 : 0
    // The loss may be low at infinity; a run that is cut short there has not arrived.
    arrival = trajectory.isFinite ? least.flatMap { course.arrival(least: $0, held: held) } : nil
    departure = trajectory.departure(from: surface.window)
    verdict = Verdict(of: trajectory, on: surface, least: least, arrival: arrival)
  }

  private static func rate(
    for entrant: Entrant, on surface: Surface, terms: Terms, least: Double?
  ) -> (Double?, RateOrigin) {
    guard let usual = type(of: entrant.optimizer).identity.defaultRate else { return (nil, .none) }
    if let rate = entrant.rate { return (rate, .given) }
    switch terms.rates {
    case .usual: return (usual, .usual)
    case .same(let rate): return (rate, .same)
    case .tuned where type(of: entrant.optimizer).findsItsRate: return (usual, .found)
    case .tuned:
      guard
        let least,
        let tuning = RateTuning(
          entrant.optimizer, on: surface, start: terms.tuningStart ?? terms.start, steps: terms.steps,
          plan: entrant.plan ?? terms.plan, noise: terms.noise, sample: entrant.batch ?? terms.batch, seed: terms.seed,
          least: least,
          pathLimit: terms.pathLimit)
      else { return (usual, .usual) }
      let choice = tuning.choice
      return (choice.rate, choice.isCalm ? .tuned(index: choice.index) : .restless(index: choice.index))
    }
  }

  /// Smaller is better, compared in order.
  func rankKey(hasMinimum: Bool) -> [Double] {
    let last = trajectory.isFinite ? course.last ?? .infinity : .infinity
    // A loss that is low outside the window is of another place than the one all are to come to.
    let isLost = if hasMinimum, case .leftWindow = verdict { 1.0 } else { 0.0 }
    return [Double((hasMinimum ? arrival : departure) ?? .max), isLost, last]
  }
}

private func < (a: [Double], b: [Double]) -> Bool { a.lexicographicallyPrecedes(b) }

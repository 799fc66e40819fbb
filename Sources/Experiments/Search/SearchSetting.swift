internal import Calculus
internal import Optimizers
internal import Schedules
public import Surfaces

/// What a search is about: an optimizer on a surface, and which of its numbers are to be found.
///
/// A trial is a run with the numbers of one point. Its score is that of the tuning of rates: the median, over the last
/// tenth of the steps, of the logarithm (base 10) of the gap to the least loss, in terms of the first gap and not below
/// `1e-8` of it. A run that is not calm (it leaves the window plus 5 %, rises above the starting loss, or its path is
/// longer than three diagonals) counts as having got nowhere: 0, or what it ends higher by, up to 1; 1 if it meets
/// infinity. Equal scores go to the run that is within a millionth of the first gap for good at the earlier step. With
/// noise, or where the optimizer draws numbers, all of this is the median of five seeds, the same for every trial.
public struct SearchSetting: Sendable {
  /// The most axes of a search.
  public static let mostAxes = 6

  /// The surface.
  public let surface: Surface
  /// Who runs.
  public let entrant: Entrant
  /// How far, and with which luck.
  public let terms: Terms
  /// What is varied.
  public let axes: [Axis]
  /// The rate of all runs; nil if it is varied, or if there is none.
  public let rate: Double?
  /// The least loss.
  public let least: Double
  /// The loss at the start.
  public let firstLoss: Double

  /// A search over the numbers that some texts name, as `Axis` reads them.
  ///
  /// A rate that is neither varied nor given is tuned with the other knobs as they stand.
  ///
  /// - Throws: `SpecificationError` or `KnobError`, which say what to do.
  public init(_ entrant: Entrant, over texts: [String], on surface: Surface, terms: Terms) throws {
    guard (1...Self.mostAxes).contains(texts.count) else {
      throw SpecificationError("a search has one to \(Self.mostAxes) axes, not \(texts.count); name fewer with --over")
    }
    guard !surface.isGame, let least = surface.leastLoss else {
      throw SpecificationError(
        "'\(surface.name)' has no known minimum, so no setting is better than another; choose a surface that has one")
    }
    firstLoss = surface.objective.value(at: terms.start)
    guard firstLoss > least else {
      throw SpecificationError("the start is no higher than the minimum, so there is nothing to fall; choose another")
    }
    let rates = RateTuning.range(of: entrant.optimizer, on: surface, from: terms.start)
    axes = try texts.map { try Axis($0, of: entrant.optimizer, rates: rates) }
    for (index, axis) in axes.enumerated() where axes[..<index].contains(where: { $0.name == axis.name }) {
      throw SpecificationError("--over names '\(axis.name)' twice; keep one of them")
    }
    // Either end of every axis must be a setting the optimizer takes.
    for axis in axes {
      for share in [UnitInterval.margin, 1 - UnitInterval.margin] {
        _ = try entrant.with(axis, at: axis.value(at: share))
      }
    }
    if let fixed = entrant.rate, axes.contains(where: \.isRate) {
      throw SpecificationError("the rate is searched for, so leave lr=\(fixed) out of '\(entrant.specification)'")
    }
    rate = axes.contains(where: \.isRate) ? nil : Self.rate(of: entrant, on: surface, terms: terms, least: least)
    (self.surface, self.entrant, self.terms, self.least) = (surface, entrant, terms, least)
  }

  private static func rate(of entrant: Entrant, on surface: Surface, terms: Terms, least: Double) -> Double? {
    guard let usual = type(of: entrant.optimizer).identity.defaultRate else { return nil }
    guard entrant.rate == nil, !type(of: entrant.optimizer).findsItsRate else { return entrant.rate ?? usual }
    let tuning = RateTuning(
      entrant.optimizer, on: surface, start: terms.start, steps: terms.steps, plan: terms.plan, noise: terms.noise,
      seed: terms.seed, least: least)
    return tuning?.choice.rate ?? usual
  }

  /// How many runs are made for one trial.
  public var seeds: Int { terms.noise > 0 || type(of: entrant.optimizer).drawsNumbers ? RateTuning.seeds : 1 }

  /// How rates and knobs change, as it was asked for; nil if they do not.
  public var schedule: String? { terms.plan.text.flatMap { $0.isEmpty ? nil : $0 } }

  // MARK: - Trying

  /// Tries the settings at some points of the unit cube; those that differ in the rate alone are stepped side by side.
  public func trials(at points: [[Double]]) -> [SearchTrial] {
    let settings = points.map { zip(axes, $0).map { axis, share in axis.value(at: share) } }
    let knobs = axes.indices.filter { !axes[$0].isRate }
    let rateAxis = axes.firstIndex(where: \.isRate)
    // In the order of their first members, so that nothing depends on hashing.
    var places: [[Double]: Int] = [:]
    var groups: [[Int]] = []
    for (index, setting) in settings.enumerated() {
      let key = knobs.map { setting[$0] }
      if let place = places[key] {
        groups[place].append(index)
      } else {
        places[key] = groups.count
        groups.append([index])
      }
    }
    var trials = zip(points, settings).map { point, setting in
      SearchTrial(point: point, settings: setting, score: SearchTrial.worst, finalLoss: .infinity, ending: .diverged)
    }
    for group in groups {
      var member = entrant
      for knob in knobs {
        // Both ends of the axis were tried, and what lies between is allowed too.
        member = (try? member.with(axes[knob], at: settings[group[0]][knob])) ?? member
      }
      let rates = group.map { index in rateAxis.map { settings[index][$0] } ?? rate ?? .nan }
      for (index, judged) in zip(group, judged(member, at: rates)) {
        trials[index] = trial(points[index], settings[index], judged)
      }
    }
    return trials
  }

  /// What one optimizer does at some rates, with every seed.
  private func judged(_ entrant: Entrant, at rates: [Double]) -> [[JudgedRun]] {
    let lanes = rates.flatMap { rate in
      // The luck of the tuning of rates: never that of a run that is drawn.
      (0..<seeds).map {
        Batch.Lane(start: terms.start, rate: rate, seed: terms.seed, stream: UInt64(1_000_000 + $0))
      }
    }
    let batch = Batch(
      objective: surface.quickObjective, optimizer: entrant.optimizer, plan: entrant.plan ?? terms.plan,
      steps: terms.steps, noise: terms.noise, domain: surface.domain, lanes: lanes)
    let judged = batch.judged(
      window: surface.window, pathLimit: terms.pathLimit * surface.window.diagonal, firstLoss: firstLoss, least: least)
    return rates.indices.map { Array(judged[$0 * seeds..<($0 + 1) * seeds]) }
  }

  private func trial(_ point: [Double], _ settings: [Double], _ runs: [JudgedRun]) -> SearchTrial {
    let arrivals = runs.map { $0.arrival ?? .max }.sorted()
    let middle = arrivals[arrivals.count / 2]
    let finalLoss = median(runs.map(\.finalLoss))
    let isCalm = runs.count(where: \.isCalm) * 2 > runs.count
    let ending: SearchTrial.Ending =
      !finalLoss.isFinite ? .diverged : !isCalm ? .restless : middle == .max ? .calm : .converged
    return SearchTrial(
      point: point, settings: settings, score: median(runs.map(Self.score)), finalLoss: finalLoss,
      arrival: middle == .max ? nil : middle, ending: ending)
  }

  private static func score(_ run: JudgedRun) -> Double {
    run.isCalm ? min(run.score, 0) : min(max(run.score, 0), SearchTrial.worst)
  }
}

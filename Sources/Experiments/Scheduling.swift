internal import Optimizers
public import Schedules

/// What figures say of schedules.
extension Run {
  /// Whether the rate changes from step to step.
  public var hasMovingRate: Bool {
    rate != nil && type(of: entrant.optimizer).ratesEveryStep && !(plan.rate is Constant)
  }

  /// How the rate changes, in words; nil if it does not.
  public var scheduleLabel: String? { plan.isConstant ? nil : plan.label }

  /// The rate in terms of the base rate, from step 1 on; empty for a run without a rate.
  public var rateFactors: [Double] {
    guard let rate else { return [] }
    return trajectory.rates.dropFirst().map { $0 / rate }
  }
}

extension Comparison {
  /// What schedules all runs that have a rate, in words; nil if nothing does, or not the same for all.
  public var scheduleLabel: String? {
    let labels = Set(runs.filter { $0.rate != nil }.map(\.scheduleLabel))
    return labels.count == 1 ? labels.first ?? nil : nil
  }

  /// Whether it is schedules that are compared, and not optimizers.
  public var comparesSchedules: Bool { runs.count > 1 && runs.allSatisfy { $0.entrant.plan != nil } }

  /// Whether it is settings of optimizers that are compared: schedules or batches.
  public var comparesSettings: Bool { comparesSchedules || comparesBatches }
}

extension Plan {
  /// What was typed, as a name: `step gamma=0.5`.
  public var name: String { text.map { $0.replacing(":", with: " ").replacing(",", with: " ") } ?? label }
}

extension [Entrant] {
  /// Every entrant under every plan, named by the plan, or by both where there are several entrants.
  public func under(_ plans: [Plan]) -> [Entrant] {
    flatMap { entrant in
      plans.map { plan in
        var planned = entrant
        planned.plan = plan
        let name = plan.name
        planned.label = count == 1 ? name : "\(entrant.label), \(name)"
        planned.specification += " \(plan.text ?? plan.label)"
        return planned
      }
    }
  }
}

extension Entrant {
  /// The optimizer's name on figures.
  public var optimizerLabel: String { type(of: optimizer).identity.label }
}

extension KnobMap {
  /// How rates and knobs change on the way, in words; nil if they stay as they are.
  public var scheduleLabel: String? {
    let plan = entrant.plan ?? terms.plan
    return plan.isConstant ? nil : plan.label
  }
}

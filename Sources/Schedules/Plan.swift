public import Calculus

/// What is scheduled in a run: the rate, and real knobs beside it.
public struct Plan: Sendable {
  /// A knob that a schedule drives; its own setting is the base.
  public struct Drive: Sendable {
    /// The knob's name, or `momentum` for whichever knob an optimizer has in its place.
    public let knob: String
    /// What drives it.
    public let schedule: any Schedule

    /// A knob under a schedule.
    public init(_ knob: String, _ schedule: any Schedule) {
      self.knob = knob
      self.schedule = schedule
    }
  }

  /// How the rate changes.
  public var rate: any Schedule
  /// The other knobs that change.
  public var drives: [Drive]
  /// What was typed, to be named on a figure.
  public var text: String?

  /// The same rate in every step.
  public static let constant = Plan()

  /// A plan.
  public init(_ rate: any Schedule = Constant(), drives: [Drive] = [], text: String? = nil) {
    self.rate = rate
    self.drives = drives
    self.text = text
  }

  /// Whether nothing changes.
  public var isConstant: Bool { rate is Constant && drives.isEmpty }

  /// The plan in words: the label of the rate's schedule, then those of the other knobs.
  public var label: String {
    let others = drives.map { "\($0.knob): \($0.schedule.label)" }
    return (rate is Constant && !others.isEmpty ? others : [rate.label] + others).joined(separator: "; ")
  }

  /// The knob that stands for momentum: `momentum`, or the decay of the mean of gradients.
  public static func momentumKnob<Owner: Adjustable>(of owner: Owner) -> String? {
    ["momentum", "beta1"].first { name in
      Owner.knobs.contains { knob in
        if case .real = knob.place { knob.name == name } else { false }
      }
    }
  }

  /// Whether every drive finds its knob and stays inside the knob's range through a run.
  ///
  /// - Throws: `KnobError` for the first that does not.
  public func check<Owner: Adjustable>(on owner: Owner, steps: Int) throws(KnobError) {
    for drive in drives {
      let name = drive.knob == "momentum" ? Self.momentumKnob(of: owner) ?? drive.knob : drive.knob
      let (setting, range) = try owner.drivable(name)
      for step in stride(from: 1, through: steps, by: max(1, steps / 10_000)) {
        let number = drive.schedule.course(step: step, of: steps).rate(setting[0])
        guard range.contains(number) else {
          throw KnobError(
            "the schedule of '\(name)' takes it to \(number) at step \(step), and '\(name)' of '\(Owner.name)' must lie in \(range)"
          )
        }
      }
    }
  }

  /// The knobs to set on an optimizer before a step, with their numbers.
  ///
  /// - Parameter owner: the optimizer as it was set before the first step.
  public func settings<Owner: Adjustable>(of owner: Owner) -> [DrivenKnob] {
    var driven: [DrivenKnob] = drives.compactMap { drive in
      let name = drive.knob == "momentum" ? Self.momentumKnob(of: owner) ?? drive.knob : drive.knob
      guard let (setting, _) = try? owner.drivable(name) else { return nil }
      return DrivenKnob(name: name) { step, steps in
        let course = drive.schedule.course(step: step, of: steps)
        return setting * Lanes(course.factor) + Lanes(course.offset)
      }
    }
    let rate = rate
    if rate.movesMomentum, let name = Self.momentumKnob(of: owner), !driven.contains(where: { $0.name == name }),
      let (setting, _) = try? owner.drivable(name)
    {
      driven.append(
        DrivenKnob(name: name) { step, steps in rate.momentum(step: step, of: steps).map { Lanes($0) } ?? setting })
    }
    return driven
  }
}

/// A knob under a schedule, found on an optimizer.
public struct DrivenKnob: Sendable {
  /// The knob's name.
  public let name: String
  /// Its numbers in a step of so many.
  public let numbers: @Sendable (_ step: Int, _ steps: Int) -> Lanes

  init(name: String, numbers: @escaping @Sendable (Int, Int) -> Lanes) {
    self.name = name
    self.numbers = numbers
  }
}

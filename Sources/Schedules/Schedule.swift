public import Calculus

/// How the rate, or another real knob, changes from step to step.
///
/// A schedule is a function of the step alone, so that any step can be asked for by itself and every optimizer can be
/// driven; only a `LossSchedule` looks at the run. It says in each step what becomes of the base rate, so that one
/// schedule fits every rate that is tried.
public protocol Schedule: Adjustable {
  /// Who this is.
  static var identity: ScheduleIdentity { get }

  /// The knob for a length that is all of a part of a sequence, unless it is set: that of a warm-up, in `warmup@10%+cosine`.
  static var partKnob: String? { get }

  /// The schedule with the default of every knob.
  init()

  /// What becomes of the base rate in a step; the first step is 1, the last `steps`.
  func course(step: Int, of steps: Int) -> Course

  /// The momentum in a step, where the schedule moves it too; nil where it leaves the knob at its setting.
  func momentum(step: Int, of steps: Int) -> Double?

  /// Whether the schedule moves momentum in any step.
  var movesMomentum: Bool { get }

  /// Where a part with a name of its own begins: a phase, a decay, a restart.
  func phases(of steps: Int) -> [Phase]

  /// What is wrong with the settings together, if anything is: what, and what to do.
  var conflict: String? { get }
}

extension Schedule {
  /// The name people type.
  public static var name: String { identity.name }

  /// The name on a figure, with what was set.
  public var label: String {
    let usual = Self().settings
    let changed = zip(settings, usual).filter { $0.value != $1.value }.map { "\($0.0.name)=\($0.0.value)" }
    return ([Self.identity.label] + changed).joined(separator: " ")
  }

  /// There is none.
  public static var partKnob: String? { nil }

  /// The momentum is left alone.
  public func momentum(step: Int, of steps: Int) -> Double? { nil }

  /// Whether it is moved in the first step.
  public var movesMomentum: Bool { momentum(step: 1, of: 1) != nil }

  /// One part, without a name.
  public func phases(of steps: Int) -> [Phase] { [] }

  /// Any settings go together.
  public var conflict: String? { nil }
}

/// What a schedule makes of a base rate: `factor * base + offset`.
///
/// Most schedules have no offset. Those with a rate of their own have: a lowest rate `eta_min` is offset `eta_min` and
/// factor 0.
public struct Course: Sendable, Equatable {
  /// What the base rate is multiplied by.
  public var factor: Double
  /// What is added.
  public var offset: Double

  /// A multiple of the base rate, and an addition to it.
  public init(_ factor: Double, offset: Double = 0) {
    self.factor = factor
    self.offset = offset
  }

  /// The course that is a share of the way from a rate to the base rate: 0 at the rate, 1 at the base rate.
  public init(from rate: Double, towardsBase share: Double) {
    self.init(share, offset: rate * (1 - share))
  }

  /// The rate for a base rate.
  public func rate(_ base: Double) -> Double { base * factor + offset }

  /// The course that comes of taking one course after the other.
  func followed(by next: Course) -> Course { Course(factor * next.factor, offset: next.rate(offset)) }
}

/// A part of a schedule with a name of its own.
public struct Phase: Sendable, Equatable {
  /// What it is called: `warm-up`, `restart`.
  public let name: String
  /// Its first step, from 1.
  public let firstStep: Int

  /// A part from a step on.
  public init(_ name: String, from firstStep: Int) {
    self.name = name
    self.firstStep = firstStep
  }
}

extension [Phase] {
  /// Those that last a step or more: of several with the same first step the last.
  var lasting: [Phase] {
    enumerated().filter { index, phase in
      index + 1 == count || phase.firstStep < self[index + 1].firstStep
    }.map(\.element)
  }
}

/// Who a schedule is.
public struct ScheduleIdentity: Sendable {
  /// The name people type: lowercase, with hyphens.
  public let name: String
  /// Other names people type.
  public let aliases: [String]
  /// The name on a figure.
  public let label: String
  /// One line on what it does.
  public let summary: String
  /// The knob it is made for, if that is not the rate.
  public let usualKnob: String?

  /// An identity.
  public init(name: String, aliases: [String] = [], label: String, summary: String, usualKnob: String? = nil) {
    self.name = name
    self.aliases = aliases
    self.label = label
    self.summary = summary
    self.usualKnob = usualKnob
  }
}

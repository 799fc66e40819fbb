public import Calculus

/// Schedules at the same time: each changes what the one before it has made of the base rate.
///
/// Where none has a rate of its own this is the product of their factors.
///
/// - Source: `torch.optim.lr_scheduler.ChainedScheduler`.
public struct ScheduleProduct: Schedule {
  /// Who this is: written with a star, `linear*exponential`.
  public static let identity = ScheduleIdentity(
    name: "product", label: "product", summary: "schedules at the same time")

  /// What is set, is set in its members.
  public static let knobs: [Knob<ScheduleProduct>] = []

  /// The schedules.
  public let members: [any Schedule]

  /// Nothing but the base rate.
  public init() { members = [] }

  /// Schedules at the same time.
  public init(_ members: [any Schedule]) { self.members = members }

  /// The labels of the members.
  public var label: String { members.map(\.label).joined(separator: " \u{00D7} ") }

  /// The courses of all members, one after the other.
  public func course(step: Int, of steps: Int) -> Course {
    members.reduce(Course(1)) { $0.followed(by: $1.course(step: step, of: steps)) }
  }

  /// The momentum of the last member that moves it.
  public func momentum(step: Int, of steps: Int) -> Double? {
    members.reversed().lazy.compactMap { $0.momentum(step: step, of: steps) }.first
  }

  /// Whether any member moves momentum.
  public var movesMomentum: Bool { members.contains(where: \.movesMomentum) }

  /// The phases of all members, in order.
  public func phases(of steps: Int) -> [Phase] {
    members.flatMap { $0.phases(of: steps) }.sorted { $0.firstStep < $1.firstStep }
  }

  /// The first conflict of a member.
  public var conflict: String? { members.lazy.compactMap(\.conflict).first }
}

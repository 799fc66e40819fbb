/// After how many steps each of many runs had left a saddle.
public struct EscapeTimes: Sendable, Equatable {
  /// The first step beyond the gate of each run, by its number; nil if it never came so far.
  public let steps: [Int?]
  /// The steps of those that left, increasing.
  public let sorted: [Int]

  /// From the step of each run.
  public init(_ steps: [Int?]) {
    self.steps = steps
    sorted = steps.compactMap(\.self).sorted()
  }

  /// The first step by which a share of all runs has left; nil if fewer ever do.
  public func step(by share: Double) -> Int? {
    let needed = max(1, Int((share * Double(steps.count)).rounded(.up)))
    return needed <= sorted.count ? sorted[needed - 1] : nil
  }

  /// The first step by which half of all runs have left.
  public var median: Int? { step(by: 0.5) }

  /// How many runs have left by a step.
  public func count(by step: Int) -> Int { sorted.prefix { $0 <= step }.count }
}

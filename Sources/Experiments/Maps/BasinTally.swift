/// How many starts end where, and how soon.
public struct BasinTally: Sendable {
  /// How many starts there are.
  public let total: Int
  /// How many end near each attractor.
  public let counts: [Int]
  /// How many end outside the window, near no attractor, or nowhere.
  public let (outside, underWay, diverged): (Int, Int, Int)
  /// For each attractor, and last for what is outside the window, how many come there at each step; the last counts all
  /// later ones.
  ///
  /// Steps are counted one by one where there is room for it.
  private let arrivals: [[Int32]]

  /// The most steps that are counted one by one, for all attractors together.
  private static let room = 4_000_000

  init(_ outcomes: CellOutcomes, attractors: Int, steps: Int) {
    total = outcomes.count
    let length = min(steps + 1, Self.room / (attractors + 1))
    var arrivals = [Int32](repeating: 0, count: length * (attractors + 1))
    var others = (underWay: 0, diverged: 0)
    for cell in 0..<outcomes.count {
      let place = Int(outcomes.place(cell))
      switch place {
      case 0...: arrivals[place * length + min(outcomes.since(cell), length - 1)] += 1
      case -1: arrivals[attractors * length + min(outcomes.since(cell), length - 1)] += 1
      case -3: others.diverged += 1
      default: others.underWay += 1
      }
    }
    self.arrivals = (0...attractors).map { Array(arrivals[$0 * length..<($0 + 1) * length]) }
    let counts = self.arrivals.map { $0.reduce(0) { $0 + Int($1) } }
    self.counts = counts.dropLast()
    outside = counts[attractors]
    (underWay, diverged) = others
  }

  /// The share of starts that end near an attractor.
  public func share(of attractor: Int) -> Double { Double(counts[attractor]) / Double(total) }

  /// The step by which a share of those that come to some destination have come; nil if none does, or if there is no
  /// such step.
  public func arrival(at share: Double, to destination: Destination) -> Int? {
    counts(to: destination).flatMap { Self.step(at: share, of: $0) }
  }

  /// The step by which a share of all that come to an attractor, or leave the window, have done so; nil if none does.
  public func arrival(at share: Double) -> Int? {
    guard let length = arrivals.first?.count else { return nil }
    var sum = [Int32](repeating: 0, count: length)
    for counts in arrivals { for (step, count) in counts.enumerated() where count > 0 { sum[step] += count } }
    return Self.step(at: share, of: sum)
  }

  /// How many runs come to a destination in some steps.
  public func arrivals(to destination: Destination, in steps: Range<Int>) -> Int {
    guard let counts = counts(to: destination) else { return 0 }
    return counts[steps.clamped(to: 0..<counts.count)].reduce(0) { $0 + Int($1) }
  }

  private func counts(to destination: Destination) -> [Int32]? {
    switch destination {
    case .attractor(let index): arrivals[index]
    case .outside: arrivals.last
    case .underWay, .diverged: nil
    }
  }

  private static func step(at share: Double, of counts: [Int32]) -> Int? {
    let total = counts.reduce(0) { $0 + Int($1) }
    guard total > 0 else { return nil }
    let wanted = max(1, Int((share * Double(total)).rounded(.up)))
    var seen = 0
    for (step, count) in counts.enumerated() {
      seen += Int(count)
      if seen >= wanted { return step }
    }
    return counts.count - 1
  }
}

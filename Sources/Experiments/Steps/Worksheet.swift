internal import Calculus
internal import Optimizers
public import Surfaces

/// The first steps of a run, to be worked out by hand.
public struct Worksheet: Sendable {
  /// How the rate was chosen.
  public enum Rate: Sendable, Equatable {
    /// It was asked for.
    case given(Double)
    /// The tuned one, rounded down to one figure: nobody reckons with 0.04786 by hand.
    case rounded(Double, from: Double)
    /// The library's, where rates cannot be tuned or the optimizer finds its own scale.
    case usual(Double)
    /// There is none.
    case none

    /// The number.
    public var value: Double? {
      switch self {
      case .given(let rate), .rounded(let rate, _), .usual(let rate): rate
      case .none: nil
      }
    }
  }

  /// The surface.
  public let surface: Surface
  /// Who walks.
  public let entrant: Entrant
  /// Where it starts.
  public let start: StepAccount.Place
  /// The rate.
  public let rate: Rate
  /// The steps, in order; fewer than were wanted if the run ended.
  public let accounts: [StepAccount]
  /// The letter of each thing remembered, where the equations have one.
  public let letters: [String: String]

  /// Works the steps out.
  ///
  /// - Parameters:
  ///   - rate: the rate; nil to take the entrant's, or the tuned one in one figure.
  ///   - equations: the lines of the optimizer's equations.
  public init(
    _ entrant: Entrant, on surface: Surface, start: [Double], steps: Int, rate: Double? = nil, equations: [String]
  ) {
    let choice = Self.rate(rate, entrant, surface, start)
    let batch = Batch(
      objective: surface.played, optimizer: entrant.optimizer, steps: max(steps, 10), domain: surface.domain,
      lanes: [.init(start: start, rate: choice.value ?? .nan)])
    let record = batch.record(of: Set(1...max(steps, 10)))
    self.surface = surface
    self.entrant = entrant
    self.rate = choice
    self.start = StepAccount.Place(
      point: start, loss: surface.objective.value(at: start), gradient: surface.played.gradient(at: start))
    accounts = Array(record.accounts.prefix(steps))
    let names = EquationReading(equations, of: record.accounts)?.names ?? [:]
    letters = Dictionary(names.sorted { $0.key < $1.key }.map { ($1, $0) }) { first, _ in first }
  }

  private static func rate(
    _ asked: Double?, _ entrant: Entrant, _ surface: Surface, _ start: [Double]
  ) -> Rate {
    let type = type(of: entrant.optimizer)
    guard let usual = type.identity.defaultRate else { return .none }
    if let rate = asked ?? entrant.rate { return .given(rate) }
    guard !type.findsItsRate, !surface.isGame, let least = surface.leastLoss,
      let tuning = RateTuning(entrant.optimizer, on: surface, start: start, steps: 500, least: least)
    else { return .usual(usual) }
    let tuned = tuning.choice.rate
    return .rounded(tuned.roundedDown, from: tuned)
  }
}

extension Double {
  /// The number above 0 in one figure, rounded down.
  fileprivate var roundedDown: Double {
    let power = Int(Lanes.log10(Lanes(self))[0].rounded(.down))
    // Read from text, it is the double that is nearest to the decimal.
    guard let unit = Double("1e\(power)"), unit > 0, unit.isFinite else { return self }
    return Double("\(max(1, Int((self / unit).rounded(.down))))e\(power)") ?? self
  }
}

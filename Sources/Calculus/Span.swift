/// A length of time within a run: a number of steps, or a share of the whole run.
///
/// A share fits a run of any length, so that a default makes sense whatever the budget.
public enum Span: Sendable, Equatable, CustomStringConvertible {
  /// A number of steps.
  case steps(Int)
  /// A share of the run, from 0 to 1.
  case share(Double)

  /// The whole run.
  public static let whole = Span.share(1)

  /// Reads `50`, steps, or `25%`, a share; nil for anything else.
  public init?(_ text: String) {
    if text.hasSuffix("%") {
      guard let percent = Double(text.dropLast()), percent >= 0, percent <= 100 else { return nil }
      self = .share(percent / 100)
    } else {
      guard let count = Int(text), count >= 0 else { return nil }
      self = .steps(count)
    }
  }

  /// The number of steps in a run of so many: a share is rounded to the nearest, and is at least one step unless it is 0.
  public func steps(of run: Int) -> Int {
    switch self {
    case .steps(let count): count
    case .share(let share): share == 0 ? 0 : max(1, Int((share * Double(run)).rounded()))
    }
  }

  /// The text that reads back as this span.
  public var description: String {
    switch self {
    case .steps(let count): "\(count)"
    case .share(let share): "\(Knobs.text((share * 1e8).rounded() / 1e6))%"
    }
  }
}

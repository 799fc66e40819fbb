/// Why a picture did not become a file: what was asked, what is wrong, what to do next.
public struct RenderingFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What was asked: "cannot write 'figure.png'".
  public var doing: String
  /// What is wrong.
  public var problem: String
  /// What to do next; empty if nothing helps.
  public var advice: String

  /// A failure in three parts.
  public init(doing: String, problem: String, advice: String = "") {
    self.doing = doing
    self.problem = problem
    self.advice = advice
  }

  /// All three parts in one line.
  public var description: String {
    advice.isEmpty ? "\(doing): \(problem)" : "\(doing): \(problem); \(advice)"
  }
}

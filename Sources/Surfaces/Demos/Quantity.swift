public import Calculus
internal import Formulas

/// A formula of things that are known when a demo has been walked.
public struct Quantity: Sendable {
  /// The formula as it stands in the file.
  public let text: String
  /// The places among the names of those that the formula mentions.
  public let mentioned: [Int]
  /// The formula as something to be evaluated where the names have their values.
  public let objective: any Objective

  init(_ formula: Formula) {
    text = formula.text
    mentioned = formula.mentioned
    objective = formula.objective
  }

  /// The value where the names have these values; 1 for yes and 0 for no.
  public func value(at numbers: [Double]) -> Double { objective.value(at: numbers) }
}

/// A text with places for numbers, such as `Adagrad leaves after {adagrad_leaves} steps`.
public struct Wording: Sendable {
  /// A part of the text.
  public enum Piece: Sendable {
    /// Words as they stand.
    case words(String)
    /// A formula whose value stands here.
    case number(Quantity)
  }

  /// The parts in order.
  public let pieces: [Piece]

  /// The text with the numbers in their places, each as `write` has it.
  public func text(_ write: (Quantity) -> String) -> String {
    pieces.map { piece in
      switch piece {
      case .words(let words): words
      case .number(let quantity): write(quantity)
      }
    }.joined()
  }
}

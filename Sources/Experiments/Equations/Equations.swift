internal import Calculus

/// The equations above an optimizer, read so that numbers can be put in for their letters.
///
/// A line holds one statement or several, with two spaces or more between: `m <- beta1 m + (1 - beta1) g`, or with `=` for
/// what is not remembered. After a statement may stand when it holds: `in the first step`, `later`, `in odd steps`, `in
/// even steps`, `if nesterov`, `unless amsgrad`, `if convention = paper`, `if r > 5`, `where g h < 0`, `else`; several
/// with `and`. What else stands there is a remark.
public struct Equations: Sendable {
  /// A statement: what comes of what.
  public struct Statement: Sendable {
    /// The letter that is given a value.
    public let target: String
    /// Whether the letter stands for something that is changed, and not for a part of an equation.
    public let changes: Bool
    /// The right-hand side.
    let tree: EquationTree
    /// When it holds; empty for always.
    fileprivate(set) var conditions: [EquationCondition] = []
    /// The statement as it was written, without its condition.
    public let text: String
    /// When it holds, as it was written; empty for always.
    public fileprivate(set) var condition = ""

    fileprivate init(target: String, changes: Bool, tree: EquationTree, text: String) {
      (self.target, self.changes, self.tree, self.text) = (target, changes, tree, text)
    }
  }

  /// The statements, in order.
  public let statements: [Statement]

  /// Reads lines.
  ///
  /// - Parameter knobs: the names of the optimizer's knobs.
  /// - Throws: `EquationError` at a line that is no equation.
  public init(_ lines: [String], knobs: [String]) throws(EquationError) {
    var statements: [Statement] = []
    for line in lines {
      let line = line.replacing("\u{2190}", with: "<-")
      for (index, part) in Self.parts(of: line).enumerated() {
        if let statement = Statement(part, knobs: knobs) {
          statements.append(statement)
        } else if let last = statements.indices.last, index > 0 {
          if let conditions = EquationCondition.all(of: part, knobs: knobs) {
            (statements[last].conditions, statements[last].condition) = (conditions, part)
          } else if part.contains("<-") {
            throw EquationError(line: part)
          }
        } else {
          throw EquationError(line: part)
        }
      }
    }
    self.statements = statements
  }

  /// What stands between two spaces or more.
  private static func parts(of line: String) -> [String] {
    line.split(separator: "  ").map(\.trimmed).filter { !$0.isEmpty }
  }
}

/// A line that is no equation.
public struct EquationError: Error, Sendable {
  /// The line, or the part of it that is meant.
  public let line: String
}

extension Equations.Statement {
  /// The statement of a text; nil if it is none, but words.
  fileprivate init?(_ text: String, knobs: [String]) {
    let arrow = text.firstRange(of: "<-")
    guard let sign = arrow ?? text.firstRange(of: "="),
      let left = EquationWord.words(of: String(text[..<sign.lowerBound])), case .name(let target)? = left.first,
      left.count == 1, let tree = EquationParser.tree(of: String(text[sign.upperBound...])),
      // Words of prose are longer than letters.
      tree.letters.allSatisfy({
        $0.count <= 3 && !Self.words.contains($0) || Self.known.contains($0) || knobs.contains($0)
      })
    else { return nil }
    self.init(target: target, changes: arrow != nil, tree: tree, text: text)
  }

  /// Long names that are letters all the same.
  private static let known = ["rate", "gradient", "diag H"]
  /// Short names that are none.
  private static let words = ["of", "at", "is", "in", "it", "to", "as", "or", "if", "the", "and", "for"]
}

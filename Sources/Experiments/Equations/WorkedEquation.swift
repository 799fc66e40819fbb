/// A statement of an optimizer's equations with the numbers of one step.
public struct WorkedEquation: Sendable {
  /// The statement.
  public let statement: Equations.Statement
  /// The coordinates for which it holds in this step.
  public let holds: [Bool]
  /// What the letter stands for after it: one number for each coordinate, or a single one.
  public let value: [Double]
  /// The name under which it is remembered; nil if it is not.
  public let remembered: String?
  private let before: EquationNumbers

  init(_ line: EquationWork.Line, remembered: String?) {
    (statement, holds, value, before) = (line.statement, line.holds, line.value, line.before)
    self.remembered = remembered
  }

  /// Whether it holds in this step, for any coordinate.
  public var isUsed: Bool { holds.contains(true) }

  /// Whether all coordinates share its result.
  public var isSingle: Bool { value.count == 1 }

  /// The statement with its letters: `m <- beta1 m + (1 - beta1) g`.
  public func letters(_ style: EquationStyle) -> String {
    let writer = EquationWriter(style: style, numbers: nil)
    let sign = statement.changes ? "\u{2190}" : "="
    return "\(EquationWriter.name(statement.target, style)) \(sign) \(writer.text(statement.tree))"
  }

  /// What stands on the right with numbers in place of the letters of a coordinate: `0.9 * 0.0271 + 0.1 * (-3.2)`.
  ///
  /// What follows from knobs, the rate and the number of the step alone is one number.
  public func numbers(_ coordinate: Int, _ style: EquationStyle) -> String {
    EquationWriter(style: style, numbers: (before, coordinate)).text(statement.tree)
  }

  /// The result for a coordinate.
  public func result(_ coordinate: Int) -> Double { value.count == 1 ? value[0] : value[coordinate] }
}

extension EquationReading {
  /// The equations with the numbers of a step; nil if they do not hold in it.
  public func worked(_ account: StepAccount) -> [WorkedEquation]? {
    work(account)?.lines.map { WorkedEquation($0, remembered: names[$0.statement.target]) }
  }
}

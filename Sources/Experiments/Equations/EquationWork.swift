internal import Calculus
internal import Optimizers

/// Equations worked out for one step.
struct EquationWork {
  /// A statement, and what came of it.
  struct Line {
    let statement: Equations.Statement
    /// The letters before the statement.
    let before: EquationNumbers
    /// The coordinates for which it holds.
    let holds: [Bool]
    /// What the letter stands for after it; nothing if it holds nowhere.
    let value: [Double]
  }

  /// The statements, in order.
  private(set) var lines: [Line] = []
  /// The letters after all statements.
  private(set) var numbers: EquationNumbers

  /// Works out all statements; nil if a letter stands for nothing.
  ///
  /// - Parameters:
  ///   - names: what letters stand for in the memory.
  ///   - gradient: what takes the place of the gradient that was seen.
  ///   - frozen: letters that keep a value, whatever the statements say.
  init?(
    _ equations: Equations, _ names: [String: String], _ account: StepAccount, gradient: [Double]? = nil,
    frozen: [String: [Double]] = [:]
  ) {
    numbers = EquationNumbers(account, gradient: gradient)
    for (letter, name) in names {
      // What is not remembered yet is not used in the first step either, or the equations do not hold.
      if let field = account.before(name) { numbers.letters[letter] = field.values }
    }
    var held = Array(repeating: true, count: numbers.dimension)
    for statement in equations.statements {
      guard let holds = numbers.holds(statement.conditions, before: held) else { return nil }
      held = holds
      let before = numbers
      guard holds.contains(true) else {
        lines.append(Line(statement: statement, before: before, holds: holds, value: []))
        continue
      }
      for _ in 1..<numbers.times(statement.conditions) {
        numbers.letters[statement.target] = numbers.value(statement.tree)
      }
      guard var value = frozen[statement.target] ?? numbers.value(statement.tree) else { return nil }
      if holds.contains(false) {
        let old = numbers.letters[statement.target].map(numbers.spread)
        value = numbers.spread(value).enumerated().map { holds[$0] ? $1 : old?[$0] ?? .nan }
      }
      numbers.letters[statement.target] = value
      lines.append(Line(statement: statement, before: before, holds: holds, value: value))
    }
  }

  /// The value of a letter after all statements, one number for each coordinate.
  func vector(_ letter: String) -> [Double]? { numbers.letters[letter].map(numbers.spread) }

  /// Whether the equations lead where the optimizer went.
  func arrives(_ account: StepAccount) -> Bool {
    guard var point = vector("x") else { return false }
    if let domain = account.domain {
      point = zip(point, domain).map { max($1.lowerBound, min($1.upperBound, $0)) }
    }
    return zip(account.innerFrom, zip(point, account.innerTo)).allSatisfy { from, ends in
      let (mine, theirs) = ends
      // What was lost in adding a short step to a far point cannot be had back.
      return abs(mine - theirs) <= EquationReading.tolerance * abs(theirs - from) + 1e-14 * abs(from) || mine == theirs
    }
  }

  /// Whether a letter that is changed comes to what is remembered under a name.
  func remembers(_ letter: String, as name: String, _ account: StepAccount) -> Bool {
    guard let field = account.after(name), let mine = numbers.letters[letter] else { return false }
    let pairs = zip(numbers.spread(mine), numbers.spread(field.values))
    let size = field.values.map(\.magnitude).max() ?? 0
    return pairs.allSatisfy { abs($0 - $1) <= EquationReading.tolerance * size || $0 == $1 }
  }
}

internal import Optimizers

/// Equations of an optimizer whose letters have been found among what it remembers.
///
/// Which letter stands for what is not written anywhere: a letter that is used before it is given a value comes from the
/// memory, and the one that fits is found by trial. The equations must lead to the point to which the optimizer went,
/// and what they change must be what is remembered afterwards, in every step that is looked at.
public struct EquationReading: Sendable {
  /// The equations.
  public let equations: Equations
  /// The name in the memory of what a letter stands for: `mean` of `m`.
  public let names: [String: String]

  /// How far numbers may differ, in terms of the step or of the larger number.
  static let tolerance = 1e-9

  /// Finds out what the letters stand for; nil if there is no way to read the equations so that they are true.
  ///
  /// - Parameter accounts: some steps of the same run; the more they are, the surer it is.
  public init?(_ equations: Equations, of accounts: [StepAccount]) {
    guard let first = accounts.first else { return nil }
    let known = EquationNumbers(first).letters
    let unknown = equations.lettersFromBefore.filter { known[$0] == nil }
    let fields = (accounts.last ?? first).before.map(\.name)
    guard var names = Self.names(of: unknown[...], [:], fields, equations, accounts) else { return nil }
    // A letter that is given a value before it is used may be remembered too.
    let works = accounts.compactMap { account in EquationWork(equations, names, account).map { (account, $0) } }
    for letter in equations.changed where letter != "x" && names[letter] == nil {
      let field = fields.first { field in
        !names.values.contains(field) && works.allSatisfy { $1.remembers(letter, as: field, $0) }
      }
      if let field { names[letter] = field }
    }
    self.equations = equations
    self.names = names
  }

  /// The first way to give the letters names so that all steps come out.
  private static func names(
    of letters: ArraySlice<String>, _ given: [String: String], _ fields: [String], _ equations: Equations,
    _ accounts: [StepAccount]
  ) -> [String: String]? {
    guard let letter = letters.first else {
      return accounts.allSatisfy { isTrue(equations, given, $0) } ? given : nil
    }
    for field in fields where !given.values.contains(field) {
      let names = given.merging([letter: field]) { $1 }
      if let found = self.names(of: letters.dropFirst(), names, fields, equations, accounts) { return found }
    }
    return nil
  }

  private static func isTrue(_ equations: Equations, _ names: [String: String], _ account: StepAccount) -> Bool {
    guard let work = EquationWork(equations, names, account), work.arrives(account) else { return false }
    return names.allSatisfy { letter, name in
      !equations.changed.contains(letter) || work.remembers(letter, as: name, account)
    }
  }

  /// Whether the equations hold in a step.
  public func holds(in account: StepAccount) -> Bool { Self.isTrue(equations, names, account) }

  /// The equations worked out for a step; nil if they do not hold in it.
  func work(_ account: StepAccount) -> EquationWork? {
    Self.isTrue(equations, names, account) ? EquationWork(equations, names, account) : nil
  }
}

extension Equations {
  /// The letters that are changed, in order.
  var changed: [String] { statements.filter(\.changes).map(\.target) }

  /// The letters that are used before they are given a value, in order: what comes from before the step.
  var lettersFromBefore: [String] {
    var given: Set<String> = []
    var result: [String] = []
    for statement in statements {
      let used = statement.tree.letters + statement.conditions.flatMap(\.letters)
      for letter in used where !given.contains(letter) && !result.contains(letter) { result.append(letter) }
      // Where a change does not hold, the letter keeps what it was.
      if !statement.changes || statement.conditions.isEmpty { given.insert(statement.target) }
    }
    return result
  }
}

extension EquationCondition {
  /// The letters that are compared.
  var letters: [String] {
    guard case .compare(let left, _, let right) = self else { return [] }
    return left.letters + right.letters
  }
}

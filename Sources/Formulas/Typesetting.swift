/// A piece of a formula in print: its text without a leading minus, and what it must know to be joined with others.
struct Markup {
  /// How tightly the parts of a piece hold together, loosest first.
  enum Grip: Comparable { case comparison, sum, series, quotient, product, power, atom }

  /// What stands at an edge of a piece.
  enum Edge { case number, letter, word, parenthesis }

  var text: String
  var isNegative = false
  var grip: Grip
  var first: Edge
  var last: Edge

  static func atom(_ text: String, _ edge: Edge) -> Markup {
    Markup(text: text, grip: .atom, first: edge, last: edge)
  }

  /// The piece with its sign.
  var signed: String { isNegative ? "\u{2212}" + text : text }

  /// The piece in parentheses if it holds less tightly than needed, or has a sign where none may stand; a sign that may
  /// stand stays outside.
  func held(_ grip: Grip, signAllowed: Bool = false) -> Markup {
    if self.grip >= grip, signAllowed || !isNegative { return self }
    var result = Markup.atom("(\(signAllowed ? text : signed))", .parenthesis)
    result.isNegative = signAllowed && isNegative
    return result
  }
}

/// Reads a formula into print.
///
/// Parentheses are set anew, where they are needed; signs move to the front of products.
struct MarkupReading: Reading {
  private var definitions: [(name: String, text: String)] = []

  /// The formula, then what its names stand for.
  func sentence(for formula: Markup) -> String {
    let names = definitions.map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
    return formula.signed + (names.isEmpty ? "" : "  with  " + names)
  }

  mutating func number(_ number: Double) -> Markup { Self.numeral(number) }

  mutating func variable(_ coordinate: Int, name: String) -> Markup { Self.name(name) }

  mutating func parameter(_ value: Double, name: String) -> Markup { Self.numeral(value) }

  mutating func constant(_ value: Double, name: String) -> Markup { Self.name(name == "pi" ? "π" : name) }

  mutating func definition(_ value: Markup, name: String) -> Markup {
    definitions.append((name, value.signed))
    return Self.name(name)
  }

  mutating func negation(of value: Markup) -> Markup {
    var result = value.held(.quotient, signAllowed: true)
    result.isNegative.toggle()
    return result
  }

  mutating func binary(_ symbol: Symbol, _ left: Markup, _ right: Markup) -> Markup {
    switch symbol {
    case .plus: sum(left, right, subtracted: false)
    case .minus: sum(left, right, subtracted: true)
    case .times: product(left, right)
    case .divide: quotient(left, right)
    case .power: power(left, right)
    default: comparison(symbol, left, right)
    }
  }

  mutating func call(_ function: Function, _ arguments: [Markup]) -> Markup {
    let list = arguments.map(\.signed).joined(separator: ", ")
    switch function.operation {
    case .sqrt: return .atom("√(\(list))", .word)
    case .cbrt: return .atom("∛(\(list))", .word)
    case .abs where !list.contains("|"): return .atom("|\(list)|", .word)
    default: return Markup(text: "\(function.name)(\(list))", grip: .atom, first: .word, last: .word)
    }
  }

  /// Printed for any index, so that one term is enough.
  func indices(from first: Markup, to last: Markup) -> [Double]? { [0] }

  mutating func index(_ index: Double, name: String) -> Markup { Self.name(name) }

  mutating func sum(of terms: [Markup], index: String, from first: Markup, to last: Markup) -> Markup {
    let term = terms[0].held(.series)
    return Markup(
      text: "Σ_{\(index) = \(first.signed)…\(last.signed)} \(term.text)", grip: .series, first: .word, last: term.last)
  }

  // MARK: Operators

  private func sum(_ left: Markup, _ right: Markup, subtracted: Bool) -> Markup {
    var result = left.held(.sum, signAllowed: true)
    let term = right.held(.series, signAllowed: true)
    result.text = result.signed + (term.isNegative != subtracted ? " \u{2212} " : " + ") + term.text
    result.isNegative = false
    result.grip = .sum
    result.last = term.last
    return result
  }

  private func product(_ left: Markup, _ right: Markup) -> Markup {
    let isNegative = left.isNegative != right.isNegative
    var result = left.held(.quotient, signAllowed: true)
    var factor = right.held(.product, signAllowed: true)
    if result.text == "1" {
      factor.isNegative = isNegative
      return factor
    }
    result.isNegative = isNegative
    if factor.text == "1" { return result }
    result.text += (result.grip == .quotient ? " · " : Self.gap(result.last, factor.first)) + factor.text
    result.grip = result.grip == .quotient ? .quotient : .product
    result.last = factor.last
    return result
  }

  /// What stands between two factors.
  private static func gap(_ left: Markup.Edge, _ right: Markup.Edge) -> String {
    switch (left, right) {
    case (_, .number): " · "
    case (.number, .letter), (.letter, .letter), (.parenthesis, .parenthesis): ""
    default: " "
    }
  }

  private func quotient(_ left: Markup, _ right: Markup) -> Markup {
    var result = left.held(.quotient, signAllowed: true)
    let divisor = right.held(.power, signAllowed: true)
    result.isNegative = left.isNegative != right.isNegative
    if divisor.text == "1" { return result }
    result.text += " / " + divisor.text
    result.grip = .quotient
    result.last = divisor.last
    return result
  }

  private func power(_ base: Markup, _ exponent: Markup) -> Markup {
    if exponent.signed == "1" { return base }
    var result = base.held(.atom)
    result.text += "^{\(exponent.signed)}"
    result.grip = .power
    return result
  }

  private func comparison(_ symbol: Symbol, _ left: Markup, _ right: Markup) -> Markup {
    let sign =
      switch symbol {
      case .lessOrEqual: "≤"
      case .greaterOrEqual: "≥"
      case .equal: "="
      case .different: "≠"
      default: symbol.rawValue
      }
    let (first, second) = (left.held(.sum, signAllowed: true), right.held(.sum, signAllowed: true))
    return Markup(
      text: "\(first.signed) \(sign) \(second.signed)", grip: .comparison, first: first.first, last: second.last)
  }

  // MARK: Atoms

  private static func name(_ name: String) -> Markup { .atom(name, name.count == 1 ? .letter : .word) }

  /// A number in print: `0.5`, `1000000`, `2.5 · 10^{−7}`.
  private static func numeral(_ number: Double) -> Markup {
    let shortest = "\(number.magnitude)"
    let parts = shortest.split(separator: "e")
    let digits = parts[0].hasSuffix(".0") ? String(parts[0].dropLast(2)) : String(parts[0])
    let isNegative = number.sign == .minus && number != 0
    guard parts.count == 2, let exponent = Int(parts[1]) else {
      return Markup(text: digits, isNegative: isNegative, grip: .atom, first: .number, last: .number)
    }
    let power = "10^{\(exponent < 0 ? "\u{2212}" : "")\(exponent.magnitude)}"
    return Markup(
      text: digits == "1" ? power : "\(digits) · \(power)", isNegative: isNegative,
      grip: digits == "1" ? .power : .product, first: .number, last: .number)
  }
}

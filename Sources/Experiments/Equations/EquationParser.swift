/// Reads the expressions of equations as they stand above optimizers.
///
///     sum      = product (("+" | "-") product)*
///     product  = power (("*" | "/" | nothing) power)*      from the left: a / b c is (a / b) c
///     power    = dotted ("^" power)?
///     dotted   = atom ("." atom)*
///     atom     = number | letter | function "(" sum, ... ")" | "(" sum ")" | "|" sum "|" ["_1"] | "gradient at" sum
struct EquationParser {
  private let words: [EquationWord]
  private var place = 0
  /// How many bars are open.
  private var bars = 0

  /// The expression of a text; nil if it is none.
  static func tree(of text: String) -> EquationTree? {
    guard let words = EquationWord.words(of: text), !words.isEmpty else { return nil }
    var parser = EquationParser(words: words)
    let tree = parser.sum()
    return parser.place == words.count ? tree : nil
  }

  private init(words: [EquationWord]) { self.words = words }

  private var next: EquationWord? { place < words.count ? words[place] : nil }

  private mutating func take(_ sign: Character) -> Bool {
    guard next == .sign(sign) else { return false }
    place += 1
    return true
  }

  private mutating func sum() -> EquationTree? {
    var left: EquationTree
    if take("-") {
      guard let inside = product() else { return nil }
      left = .negative(inside)
    } else {
      guard let first = product() else { return nil }
      left = first
    }
    while true {
      let operation: EquationTree.Operation
      if take("+") { operation = .add } else if take("-") { operation = .subtract } else { return left }
      guard let right = product() else { return nil }
      left = .binary(operation, left, right)
    }
  }

  private mutating func product() -> EquationTree? {
    guard var left = power() else { return nil }
    while true {
      let operation: EquationTree.Operation
      if take("/") {
        operation = .divide
      } else if take("*") || beginsAtom {
        operation = .multiply
      } else {
        return left
      }
      guard let right = power() else { return nil }
      left = .binary(operation, left, right)
    }
  }

  /// Whether what comes next can be a factor without a sign before it.
  private var beginsAtom: Bool {
    switch next {
    case .number, .name, .sign("("): true
    // After an operand a bar closes those that are open.
    case .sign("|"): bars == 0
    default: false
    }
  }

  private mutating func power() -> EquationTree? {
    guard let base = dotted() else { return nil }
    guard take("^") else { return base }
    let isNegative = take("-")
    guard let exponent = power() else { return nil }
    return .binary(.power, base, isNegative ? .negative(exponent) : exponent)
  }

  private mutating func dotted() -> EquationTree? {
    guard var left = atom() else { return nil }
    while take(".") {
      guard let right = atom() else { return nil }
      left = .binary(.dot, left, right)
    }
    return left
  }

  private mutating func atom() -> EquationTree? {
    guard let word = next else { return nil }
    place += 1
    switch word {
    case .number(let number): return .number(number)
    case .name(let name): return named(name)
    case .sign("("):
      // Within parentheses bars are counted anew.
      let outer = bars
      bars = 0
      let inside = sum()
      bars = outer
      return take(")") ? inside : nil
    case .sign("|"):
      bars += 1
      let inside = sum()
      bars -= 1
      guard let inside, take("|") else { return nil }
      if take("_") {
        guard next == .number(1) else { return nil }
        place += 1
        return .sumOfMagnitudes(inside)
      }
      return .bars(inside)
    case .sign: return nil
    }
  }

  private mutating func named(_ name: String) -> EquationTree? {
    if name == "gradient", next == .name("at") {
      place += 1
      return sum().map { .gradient(at: $0) }
    }
    guard let function = EquationTree.Function(rawValue: name) else { return .letter(name) }
    guard take("(") else { return nil }
    let outer = bars
    bars = 0
    defer { bars = outer }
    var arguments: [EquationTree] = []
    repeat {
      guard let argument = sum() else { return nil }
      arguments.append(argument)
    } while take(",")
    return take(")") && function.count.contains(arguments.count) ? .call(function, arguments) : nil
  }
}

/// How equations are written.
public struct EquationStyle: Sendable {
  /// How a number is written.
  public let number: @Sendable (Double) -> String
  /// Whether it is for a page: Greek letters, raised exponents, signs of a book.
  public let isTypeset: Bool

  /// A style.
  public init(isTypeset: Bool = false, number: @escaping @Sendable (Double) -> String) {
    self.number = number
    self.isTypeset = isTypeset
  }
}

extension EquationStyle {
  /// A letter as it is written.
  public func name(_ letter: String) -> String { EquationWriter.name(letter, self) }
}

/// Writes an expression, with its letters or with their numbers.
struct EquationWriter {
  let style: EquationStyle
  /// The numbers that take the place of letters, and the coordinate whose they are; nil to leave the letters.
  let numbers: (letters: EquationNumbers, coordinate: Int)?

  /// How tightly a text holds together.
  private enum Grip: Int, Comparable {
    case sum, product, power, atom

    static func < (a: Grip, b: Grip) -> Bool { a.rawValue < b.rawValue }
  }

  private typealias Piece = (text: String, grip: Grip)

  /// The text of an expression.
  func text(_ tree: EquationTree) -> String { piece(tree).text }

  private var minus: String { style.isTypeset ? "\u{2212}" : "-" }

  /// The text, in parentheses if it would fall apart; a sign at its beginning falls apart from all but its own.
  private func held(_ tree: EquationTree, _ least: Grip) -> String {
    let piece = piece(tree)
    return piece.grip < least ? "(\(piece.text))" : piece.text
  }

  private func piece(_ tree: EquationTree) -> Piece {
    if let folded = folded(tree) { return number(folded) }
    switch tree {
    case .number(let value): return (Self.plain(value), .atom)
    case .letter(let name): return (Self.name(name, style), .atom)
    case .negative(let inside): return (minus + held(inside, .product), .sum)
    case .bars(let inside): return ("|\(piece(inside).text)|", .atom)
    case .sumOfMagnitudes(let inside): return ("|\(piece(inside).text)|\(style.isTypeset ? "_{1}" : "_1")", .atom)
    case .gradient(let place): return ("gradient at \(piece(place).text)", .sum)
    case .call(.sqrt, let arguments) where style.isTypeset: return ("\u{221A}(\(text(arguments[0])))", .atom)
    case .call(let function, let arguments):
      return ("\(function.rawValue)(\(arguments.map(text).joined(separator: ", ")))", .atom)
    case .binary(let operation, let left, let right): return binary(operation, left, right)
    }
  }

  private func binary(_ operation: EquationTree.Operation, _ left: EquationTree, _ right: EquationTree) -> Piece {
    switch operation {
    case .add: return (text(left) + " + " + held(right, .product), .sum)
    case .subtract: return (text(left) + " \(minus) " + held(right, .product), .sum)
    case .divide: return (held(left, .product) + " / " + held(right, .power), .product)
    case .multiply:
      let sign = numbers == nil ? " " : style.isTypeset ? " \u{B7} " : " * "
      return (held(left, .product) + sign + held(right, .power), .product)
    case .dot: return (held(left, .atom) + "." + held(right, .atom), .power)
    case .power:
      let base = held(left, .atom)
      return (style.isTypeset ? "\(base)^{\(text(right))}" : "\(base)^\(held(right, .atom))", .power)
    }
  }

  /// The number that an expression is written as: that of a letter, of what follows from knobs alone, and of what has
  /// no meaning for a single coordinate.
  private func folded(_ tree: EquationTree) -> Double? {
    guard let numbers else { return nil }
    let letters = numbers.letters
    let isWhole =
      switch tree {
      case .letter, .gradient, .sumOfMagnitudes, .binary(.dot, _, _), .call(.rms, _): true
      case .bars: letters.hasVectors
      case .number: false
      default: tree.letters.allSatisfy(letters.settings.contains)
      }
    guard isWhole, let value = letters.value(tree) else { return nil }
    return letters.spread(value)[numbers.coordinate]
  }

  private func number(_ value: Double) -> Piece {
    let text = style.number(value)
    return (text, text.hasPrefix("-") || text.hasPrefix("\u{2212}") ? .sum : text.contains("10^") ? .product : .atom)
  }

  /// A number as it stands in an equation.
  private static func plain(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// A letter as it is written: `beta1` as a Greek letter with an index, on a page.
  static func name(_ name: String, _ style: EquationStyle) -> String {
    guard style.isTypeset else { return name }
    let primes = name.reversed().prefix { $0 == "'" }.count
    let stem = name.dropLast(primes)
    let digits = String(stem.reversed().prefix { $0.isNumber }.reversed())
    var word = String(stem.dropLast(digits.count))
    if word.hasSuffix("_"), !digits.isEmpty { word.removeLast() }
    let letter = greek[word] ?? word
    // The names of knobs keep their digits unless they are letters.
    let isLetter = greek[word] != nil || word.count == 1
    let index = digits.isEmpty ? "" : isLetter ? "_{\(digits)}" : digits
    return letter + index + String(repeating: "\u{2032}", count: primes)
  }

  private static let greek = [
    "alpha": "\u{3B1}", "beta": "\u{3B2}", "gamma": "\u{3B3}", "delta": "\u{3B4}", "eps": "\u{3B5}", "theta": "\u{3B8}",
    "kappa": "\u{3BA}", "lambda": "\u{3BB}", "mu": "\u{3BC}", "nu": "\u{3BD}", "xi": "\u{3BE}", "rho": "\u{3C1}",
    "sigma": "\u{3C3}", "phi": "\u{3C6}",
  ]
}

/// Cuts a text into tokens.
struct Lexer {
  private let source: SourceText
  private let scalars: [Unicode.Scalar]
  private var place = 0

  /// The tokens of a text, ending with `.end`.
  static func tokens(of source: SourceText) throws(FormulaError) -> [Token] {
    var lexer = Lexer(source)
    var tokens: [Token] = []
    while let token = try lexer.next() { tokens.append(token) }
    return tokens + [Token(kind: .end, place: source.scalars.count, text: "")]
  }

  private init(_ source: SourceText) {
    self.source = source
    scalars = source.scalars
  }

  private mutating func next() throws(FormulaError) -> Token? {
    while let scalar = peek(), scalar.properties.isWhitespace { place += 1 }
    guard let scalar = peek() else { return nil }
    let isPoint = scalar == "." && peek(1)?.isDigit == true
    if scalar.isDigit || isPoint { return try number() }
    if scalar.isLetter { return name() }
    if Self.raised[scalar] != nil { return superscript() }
    return try symbol()
  }

  private func peek(_ offset: Int = 0) -> Unicode.Scalar? {
    place + offset < scalars.count ? scalars[place + offset] : nil
  }

  /// Takes scalars while they fit and returns them.
  private mutating func take(while fits: (Unicode.Scalar) -> Bool) -> String {
    let start = place
    while let scalar = peek(), fits(scalar) { place += 1 }
    return text(from: start)
  }

  private func text(from start: Int) -> String { String(String.UnicodeScalarView(scalars[start..<place])) }

  private mutating func number() throws(FormulaError) -> Token {
    let start = place
    let whole = take { $0.isDigit }
    var digits = whole.isEmpty ? "0" : whole
    if peek() == "." {
      place += 1
      let fraction = take { $0.isDigit }
      digits += "." + (fraction.isEmpty ? "0" : fraction)
    }
    let isZero = digits.allSatisfy { $0 == "0" || $0 == "." }
    digits += exponent()
    let typed = text(from: start)
    guard let value = Double(digits), value.isFinite else {
      throw source.error(at: start, "number too large: the largest is about 1.8e308")
    }
    guard value != 0 || isZero else {
      throw source.error(at: start, "number too small: the smallest above 0 is about 4.9e-324")
    }
    return Token(kind: .number(value), place: start, text: typed)
  }

  /// The `e-3` of a number, if it is there: an `e` without digits is left for the next token.
  private mutating func exponent() -> String {
    guard peek() == "e" || peek() == "E" else { return "" }
    let isSigned = peek(1) == "+" || peek(1) == "-"
    guard peek(isSigned ? 2 : 1)?.isDigit == true else { return "" }
    let start = place
    place += isSigned ? 2 : 1
    _ = take { $0.isDigit }
    return text(from: start)
  }

  private mutating func name() -> Token {
    let start = place
    let name = take { $0.isLetter || $0.isDigit }
    return Token(kind: .name(name == "π" ? "pi" : name), place: start, text: name)
  }

  private mutating func superscript() -> Token {
    let start = place
    var value = 0.0
    while let scalar = peek(), let digit = Self.raised[scalar] {
      value = value * 10 + digit
      place += 1
    }
    return Token(kind: .superscript(value), place: start, text: text(from: start))
  }

  private mutating func symbol() throws(FormulaError) -> Token {
    let start = place
    for length in [2, 1] where start + length <= scalars.count {
      place = start + length
      let typed = text(from: start)
      if let symbol = Self.synonyms[typed] ?? Symbol(rawValue: typed) {
        return Token(kind: .symbol(symbol), place: start, text: typed)
      }
    }
    let typed = String(Character(scalars[start]))
    let isPrintable = scalars[start].value >= 32 && scalars[start].value != 127
    let found = isPrintable ? "unexpected \"\(typed)\"" : "unexpected control character"
    throw source.error(at: start, found + (Self.advice[typed].map { "; " + $0 } ?? ""))
  }

  private static let raised: [Unicode.Scalar: Double] = [
    "⁰": 0, "¹": 1, "²": 2, "³": 3, "⁴": 4, "⁵": 5, "⁶": 6, "⁷": 7, "⁸": 8, "⁹": 9,
  ]

  /// Signs as they arrive from books and from other languages.
  private static let synonyms: [String: Symbol] = [
    "**": .power, "−": .minus, "–": .minus, "·": .times, "⋅": .times, "×": .times, "÷": .divide, "≤": .lessOrEqual,
    "≥": .greaterOrEqual, "≠": .different,
  ]

  private static let advice = [
    "[": "use round parentheses", "]": "use round parentheses", "{": "use round parentheses",
    "}": "use round parentheses", "&": "for two conditions write if(first, if(second, a, b), b)",
    "|": "write abs(...) for a magnitude", "!": "write != for \"is not equal\"", ".": "a number needs a digit",
    "%": "write a - b*floor(a/b) for a remainder", "√": "write sqrt(...)", ":": "write let name = ...;",
  ]
}

extension Unicode.Scalar {
  /// Whether it is one of `0` to `9`.
  var isDigit: Bool { ("0"..."9").contains(self) }

  /// Whether a name may begin with it.
  var isLetter: Bool { self == "_" || properties.isAlphabetic }
}

extension String {
  /// Whether it is written as a name: a letter or underscore, then letters, digits and underscores.
  var isName: Bool {
    unicodeScalars.first?.isLetter == true && unicodeScalars.allSatisfy { $0.isLetter || $0.isDigit }
  }
}

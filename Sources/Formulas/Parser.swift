/// Reads formulas by recursive descent; only what is nested makes it recur.
///
///     formula    = { "let" name "=" comparison ";" } comparison
///     comparison = sum [ ("<" | "<=" | ">" | ">=" | "==" | "!=") sum ]
///     sum        = product { ("+" | "-") product }
///     product    = signed { ("*" | "/") signed }
///     signed     = { "+" | "-" } power
///     power      = primary [ "^" signed ]
///     primary    = number | name | name "(" comparison { "," comparison } ")" | series | "(" comparison ")"
///     series     = "sum" "(" name "," comparison "," comparison "," comparison ")"
struct Parser<Reader: Reading> {
  typealias Value = Reader.Value

  /// How deep parentheses, calls and exponents may be nested.
  static var deepest: Int { 200 }

  /// How many terms the sums of one text may have in all.
  static var mostTerms: Int { 1000 }

  var reader: Reader
  var scope = Scope<Value>()
  private var source = SourceText(name: "", text: "")
  private var tokens: [Token] = []
  private var position = 0
  private var depth = 0
  private var terms = 0

  init(reader: Reader) { self.reader = reader }

  /// Reads a text that may begin with definitions.
  mutating func formula(_ text: SourceText) throws(FormulaError) -> Value {
    try begin(text)
    while token.kind == .name("let") { try definition() }
    return try last()
  }

  /// Reads a text that is one expression.
  mutating func expression(_ text: SourceText) throws(FormulaError) -> Value {
    try begin(text)
    return try last()
  }

  private mutating func begin(_ text: SourceText) throws(FormulaError) {
    source = text
    tokens = try Lexer.tokens(of: text)
    position = 0
    depth = 0
    terms = 0
    if tokens.count == 1 { throw fail("the formula is empty; expected an expression such as x^2 + y^2") }
  }

  private var token: Token { tokens[position] }

  private mutating func advance() { if position < tokens.count - 1 { position += 1 } }

  private mutating func take(_ symbol: Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  private func fail(_ message: String, at token: Token? = nil) -> FormulaError {
    source.error(at: (token ?? self.token).place, message)
  }

  // MARK: Statements

  private mutating func definition() throws(FormulaError) {
    advance()
    let name = token
    guard case .name(let word) = name.kind else { throw fail("found \(name.name); expected a name after \"let\"") }
    advance()
    guard take(.assign) else { throw fail("found \(token.name); expected \"=\" after \"let \(name.text)\"") }
    let value = try comparison()
    guard take(.semicolon) else {
      throw fail(unexpected(expecting: "an operator, or \";\" at the end of the definition of \"\(name.text)\""))
    }
    try define(word, as: value, at: name)
  }

  private mutating func define(_ name: String, as value: Value, at token: Token) throws(FormulaError) {
    if let problem = scope.add(name, as: .definition(reader.definition(value, name: name))) {
      throw fail(problem, at: token)
    }
  }

  private mutating func last() throws(FormulaError) -> Value {
    let value = try comparison()
    if token.kind == .symbol(.semicolon), position == tokens.count - 2 { advance() }
    guard token.kind == .end else { throw fail(unexpected(expecting: "an operator or the end")) }
    return value
  }

  // MARK: Operators

  private mutating func comparison() throws(FormulaError) -> Value {
    let left = try sum()
    guard let symbol = comparisonSymbol else { return left }
    advance()
    let right = try sum()
    guard comparisonSymbol == nil else {
      throw fail("comparisons cannot be chained; for a < b < c write if(a < b, b < c, 0)")
    }
    return reader.binary(symbol, left, right)
  }

  private var comparisonSymbol: Symbol? {
    guard case .symbol(let symbol) = token.kind else { return nil }
    return switch symbol {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .different: symbol
    default: nil
    }
  }

  private mutating func sum() throws(FormulaError) -> Value {
    var left = try product()
    while true {
      if take(.plus) {
        left = reader.binary(.plus, left, try product())
      } else if take(.minus) {
        left = reader.binary(.minus, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(FormulaError) -> Value {
    var left = try signed()
    while true {
      if take(.times) {
        left = reader.binary(.times, left, try signed())
      } else if take(.divide) {
        left = reader.binary(.divide, left, try signed())
      } else {
        return left
      }
    }
  }

  private mutating func signed() throws(FormulaError) -> Value {
    var isNegative = false
    while true {
      if take(.minus) {
        isNegative.toggle()
      } else if !take(.plus) {
        break
      }
    }
    let value = try power()
    return isNegative ? reader.negation(of: value) : value
  }

  private mutating func power() throws(FormulaError) -> Value {
    var base = try primary()
    if case .superscript(let exponent) = token.kind {
      advance()
      base = reader.binary(.power, base, reader.number(exponent))
    }
    guard token.kind == .symbol(.power) else { return base }
    try deepen()
    defer { depth -= 1 }
    advance()
    return reader.binary(.power, base, try signed())
  }

  private mutating func deepen() throws(FormulaError) {
    depth += 1
    guard depth <= Self.deepest else {
      throw fail("nested deeper than \(Self.deepest) levels; name parts of it with let")
    }
  }

  // MARK: Primaries

  private mutating func primary() throws(FormulaError) -> Value {
    let found = token
    switch found.kind {
    case .number(let number):
      advance()
      return reader.number(number)
    case .name(let name):
      advance()
      return try token.kind == .symbol(.open) ? call(name, found) : named(name, found)
    case .symbol(.open):
      advance()
      return try nested(from: found) { (parser: inout Self) throws(FormulaError) in try parser.comparison() }
    default:
      throw fail("found \(found.name); expected a number, a name or \"(\"")
    }
  }

  /// Reads what stands in parentheses, the opening one already taken.
  private mutating func nested<Result>(
    from open: Token, _ content: (inout Self) throws(FormulaError) -> Result
  ) throws(FormulaError) -> Result {
    try deepen()
    defer { depth -= 1 }
    let result = try content(&self)
    guard take(.close) else {
      let opened = fail("", at: open)
      let place = opened.line == 1 ? "column \(opened.column)" : "line \(opened.line), column \(opened.column)"
      throw fail(unexpected(expecting: "an operator, or \")\" to close \"(\" in \(place)"))
    }
    return result
  }

  private mutating func call(_ name: String, _ found: Token) throws(FormulaError) -> Value {
    if name == Function.series { return try series(found) }
    guard let function = Function.table[name] else { throw notAFunction(name, found) }
    let open = token
    advance()
    let arguments = try nested(from: open) { (parser: inout Self) throws(FormulaError) -> [Value] in
      var arguments: [Value] = []
      if parser.token.kind == .symbol(.close) { return arguments }
      repeat { arguments.append(try parser.comparison()) } while parser.take(.comma)
      return arguments
    }
    guard arguments.count == function.count || function.takesMore && arguments.count > function.count else {
      throw fail("\(name) takes \(function.need), not \(arguments.count)", at: found)
    }
    return reader.call(function, arguments)
  }

  /// Reads `sum(k, first, last, term)`, the term once for each value of its index.
  private mutating func series(_ found: Token) throws(FormulaError) -> Value {
    let open = token
    advance()
    return try nested(from: open) { (parser: inout Self) throws(FormulaError) in
      let name = parser.token
      guard case .name(let word) = name.kind else {
        throw parser.noSum()
      }
      parser.advance()
      var ends: [Value] = []
      for _ in 0..<2 {
        try parser.takeComma()
        ends.append(try parser.comparison())
      }
      guard let indices = parser.reader.indices(from: ends[0], to: ends[1]) else {
        throw parser.fail("an index runs over whole numbers, upwards, as in \(Function.usage)", at: found)
      }
      try parser.takeComma()
      let start = parser.position
      var values: [Value] = []
      for index in indices {
        parser.terms += 1
        guard parser.terms <= Self.mostTerms else {
          throw parser.fail("the sums have too many terms; at most \(Self.mostTerms) in all are read", at: found)
        }
        parser.position = start
        let meaning = parser.reader.index(index, name: word)
        if let problem = parser.scope.add(word, as: .definition(meaning)) { throw parser.fail(problem, at: name) }
        values.append(try parser.comparison())
        parser.scope.removeLast()
      }
      return parser.reader.sum(of: values, index: word, from: ends[0], to: ends[1])
    }
  }

  private mutating func takeComma() throws(FormulaError) {
    guard take(.comma) else { throw noSum() }
  }

  private func noSum() -> FormulaError {
    fail("found \(token.name); sum takes an index, its first and last value and a term: \(Function.usage)")
  }

  private mutating func named(_ name: String, _ found: Token) throws(FormulaError) -> Value {
    switch scope.meaning(of: name) {
    case .variable(let coordinate): return reader.variable(coordinate, name: name)
    case .parameter(let value): return reader.parameter(value, name: name)
    case .constant(let value): return reader.constant(value, name: name)
    case .definition(let value): return value
    case nil: throw unknown(name, found)
    }
  }
}

// MARK: - What to say about a mistake

extension Parser {
  private func notAFunction(_ name: String, _ found: Token) -> FormulaError {
    if scope.meaning(of: name) != nil {
      return fail("\"\(name)\" is not a function; to multiply, write \(found.text)*(...)", at: found)
    }
    if let advice = Function.advice[name] { return fail("unknown function \"\(name)\"; \(advice)", at: found) }
    let suggestion = scope.suggestion(for: name).map { "did you mean \"\($0)\"?" }
    let answer = suggestion ?? "there are \(Function.names.joined(separator: ", "))"
    return fail("unknown function \(found.name); \(answer)", at: found)
  }

  private func unknown(_ name: String, _ found: Token) -> FormulaError {
    if name == "let" { return fail("\"let\" may only stand at the beginning, as in: let r = x + y; r^2", at: found) }
    if name == Function.series { return fail("\"sum\" needs an index; write \(Function.usage)", at: found) }
    if let function = Function.table[name] {
      return fail("\"\(name)\" is a function of \(function.need); write \(name)(...)", at: found)
    }
    if let product = scope.product(spelling: name) {
      return fail("unknown name \(found.name); to multiply, write \(product)", at: found)
    }
    if let suggestion = scope.suggestion(for: name) {
      return fail("unknown name \(found.name); did you mean \"\(suggestion)\"?", at: found)
    }
    let known = scope.own.isEmpty ? "only numbers, pi and e may stand here" : "known are \(knownNames)"
    return fail("unknown name \(found.name); \(known)", at: found)
  }

  private var knownNames: String {
    (scope.own.prefix(12) + (scope.own.count > 12 ? ["…"] : ["pi", "e"])).joined(separator: ", ")
  }

  /// What to say where an operand has ended and something stands that is no operator.
  private func unexpected(expecting expected: String) -> String {
    switch token.kind {
    case .symbol(.close): return "found \")\" without a \"(\" before it; expected \(expected)"
    case .symbol(.assign): return "found \"=\"; to compare write ==, to define write let name = ...; at the beginning"
    case .number, .name, .symbol(.open):
      let before = tokens[max(0, position - 1)]
      let right = token.kind == .symbol(.open) ? "(...)" : token.shortText
      let left = before.kind == .symbol(.close) ? "(...)" : before.shortText
      return "found \(token.name) after \(before.name); to multiply, write \(left)*\(right)"
    default: return "found \(token.name); expected \(expected)"
    }
  }
}

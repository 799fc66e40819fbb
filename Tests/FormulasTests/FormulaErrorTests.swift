import Formulas
import Testing

/// What is said about formulas that cannot be read, word by word.
@Suite("Errors in formulas")
struct FormulaErrorTests {
  private func error(_ text: String) throws -> FormulaError {
    try #require(throws: FormulaError.self) { _ = try Formula(text, parameters: [("a", 1), ("rate", 2)]) }
  }

  @Test(
    "Place and message",
    arguments: [
      ("", 1, "the formula is empty; expected an expression such as x^2 + y^2"),
      ("  ", 3, "the formula is empty; expected an expression such as x^2 + y^2"),
      ("x +", 4, "found the end; expected a number, a name or \"(\""),
      ("(x + 1", 7, "found the end; expected an operator, or \")\" to close \"(\" in column 1"),
      ("sin(x", 6, "found the end; expected an operator, or \")\" to close \"(\" in column 4"),
      ("x + 1)", 6, "found \")\" without a \"(\" before it; expected an operator or the end"),
      ("x * / y", 5, "found \"/\"; expected a number, a name or \"(\""),
      ("()", 2, "found \")\"; expected a number, a name or \"(\""),
      ("2x", 2, "found \"x\" after \"2\"; to multiply, write 2*x"),
      ("x y", 3, "found \"y\" after \"x\"; to multiply, write x*y"),
      ("(x)(y)", 4, "found \"(\" after \")\"; to multiply, write (...)*(...)"),
      ("x 2", 3, "found \"2\" after \"x\"; to multiply, write x*2"),
      ("1.2.3", 4, "found \".3\" after \"1.2\"; to multiply, write 1.2*.3"),
      ("2e", 2, "found \"e\" after \"2\"; to multiply, write 2*e"),
      ("xy", 1, "unknown name \"xy\"; to multiply, write x*y"),
      ("x(y + 1)", 1, "\"x\" is not a function; to multiply, write x*(...)"),
      ("sinn(x)", 1, "unknown function \"sinn\"; did you mean \"sin\"?"),
      ("pow(x, 2)", 1, "unknown function \"pow\"; write a^b"),
      ("x + rote", 5, "unknown name \"rote\"; did you mean \"rate\"?"),
      ("z^2", 1, "unknown name \"z\"; known are x, y, a, rate, pi, e"),
      ("sin + 1", 1, "\"sin\" is a function of 1 argument; write sin(...)"),
      ("sin(x, y)", 1, "sin takes 1 argument, not 2"),
      ("x + atan2(x)", 5, "atan2 takes 2 arguments, not 1"),
      ("max(x)", 1, "max takes at least 2 arguments, not 1"),
      ("if(x, y)", 1, "if takes 3 arguments, not 2"),
      ("sin()", 1, "sin takes 1 argument, not 0"),
      ("sin(x,)", 7, "found \")\"; expected a number, a name or \"(\""),
      ("1e999", 1, "number too large: the largest is about 1.8e308"),
      ("x + 1e-999", 5, "number too small: the smallest above 0 is about 4.9e-324"),
      ("x = 1", 3, "found \"=\"; to compare write ==, to define write let name = ...; at the beginning"),
      ("0 < x < 1", 7, "comparisons cannot be chained; for a < b < c write if(a < b, b < c, 0)"),
      ("x @ y", 3, "unexpected \"@\""),
      ("[x]", 1, "unexpected \"[\"; use round parentheses"),
      ("x & y", 3, "unexpected \"&\"; for two conditions write if(first, if(second, a, b), b)"),
      ("x\u{0}", 2, "unexpected control character"),
      ("x ^", 4, "found the end; expected a number, a name or \"(\""),
      ("let r = x", 10, "found the end; expected an operator, or \";\" at the end of the definition of \"r\""),
      ("let = x; x", 5, "found \"=\"; expected a name after \"let\""),
      ("let r x; r", 7, "found \"x\"; expected \"=\" after \"let r\""),
      ("let e = 1; x", 5, "\"e\" is the constant 2.71828…; choose another name"),
      ("let x = 1; x", 5, "\"x\" has a meaning already; choose another name"),
      ("let sin = 1; x", 5, "\"sin\" is a function; choose another name"),
      ("x + let r = 1; r", 5, "\"let\" may only stand at the beginning, as in: let r = x + y; r^2"),
      ("let r = r + 1; r", 9, "unknown name \"r\"; known are x, y, a, rate, pi, e"),
      ("sum + 1", 1, "\"sum\" needs an index; write sum(k, 1, 5, k*x)"),
      ("sum(2, 1, 5, x)", 5, "found \"2\"; sum takes an index, its first and last value and a term: sum(k, 1, 5, k*x)"),
      ("sum(k, 1, 5)", 12, "found \")\"; sum takes an index, its first and last value and a term: sum(k, 1, 5, k*x)"),
      ("sum(x, 1, 5, x)", 5, "\"x\" has a meaning already; choose another name"),
      ("sum(k, 1, 2, sum(k, 1, 2, k))", 18, "\"k\" has a meaning already; choose another name"),
      ("sum(k, 1, 5, k) + k", 19, "unknown name \"k\"; known are x, y, a, rate, pi, e"),
      ("1 + sum(k, 1, x, k)", 5, "an index runs over whole numbers, upwards, as in sum(k, 1, 5, k*x)"),
      ("sum(k, 0.5, 2, k)", 1, "an index runs over whole numbers, upwards, as in sum(k, 1, 5, k*x)"),
      ("sum(k, 5, 1, k)", 1, "an index runs over whole numbers, upwards, as in sum(k, 1, 5, k*x)"),
      ("sum(k, 1, 1001, k)", 1, "the sums have too many terms; at most 1000 in all are read"),
      ("sum(k, 1, 1e9, k)", 1, "the sums have too many terms; at most 1000 in all are read"),
      ("sum(i, 1, 40, sum(k, 1, 40, k))", 15, "the sums have too many terms; at most 1000 in all are read"),
      ("x; y", 2, "found \";\"; expected an operator or the end"),
    ])
  func message(text: String, column: Int, message: String) throws {
    let error = try error(text)
    #expect(error.message == message)
    #expect(error.column == column)
    #expect(error.line == 1)
  }

  @Test("The description shows the place")
  func description() throws {
    #expect(
      try error("x +\n  sinn(y)").description == """
        formula, line 2, column 3: unknown function "sinn"; did you mean "sin"?
            sinn(y)
            ^
        """)
  }

  @Test("A long line is cut around the place")
  func longLine() throws {
    let text = String(repeating: "x + ", count: 100) + "q + " + String(repeating: "x + ", count: 100) + "x"
    let error = try error(text)
    #expect(error.column == 401)
    #expect(error.excerpt.count == 72)
    #expect(error.excerpt.hasPrefix("…") && error.excerpt.hasSuffix("…"))
    #expect(Array(error.excerpt)[error.caret] == "q")
  }

  @Test("A tab keeps the caret under its place")
  func tab() throws {
    let error = try error("x\t+ @")
    #expect(Array(error.excerpt)[error.caret] == "@")
    #expect(!error.excerpt.contains("\t"))
  }

  @Test(
    "What is nested too deep is refused, not followed",
    arguments: [
      String(repeating: "(", count: 10_000) + "x" + String(repeating: ")", count: 10_000),
      String(repeating: "(", count: 10_000), String(repeating: "sin(", count: 10_000),
      "x" + String(repeating: "^x", count: 10_000), "x" + String(repeating: "^-x", count: 10_000),
      String(repeating: "if(x,", count: 10_000), String(repeating: "-(", count: 10_000),
    ])
  func tooDeep(text: String) throws {
    #expect(try error(text).message == "nested deeper than 200 levels; name parts of it with let")
  }

  @Test("What is too long is refused unread")
  func tooLong() throws {
    let error = try error(String(repeating: "(", count: 1_000_000))
    #expect(error.message == "1000000 characters are too long; at most 100000 are read")
    let long = String(repeating: "1+", count: 30_000) + "1"
    #expect(throws: FormulaError.self) { _ = try Formula("r + s", definitions: [("r", long), ("s", long)]) }
  }

  @Test("Random texts give an error or a formula, never a trap")
  func randomTexts() {
    let pieces = [
      "(", ")", "x", "y", "+", "-", "^", "*", "/", ",", "sin", "min", "sum(k,1,2,", "k", "if", "1", "2.5", "<", "==",
      ";", "let",
      "=", "e", "²", " ", "\n", "é", "🙂", "1e", ".",
    ]
    var state: UInt64 = 1
    func next() -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33)
    }
    var read = 0
    for _ in 0..<20_000 {
      let text = (0...next() % 8).map { _ in pieces[next() % pieces.count] }.joined()
      do {
        #expect(try !Formula(text).typeset.isEmpty)
        read += 1
      } catch {
        #expect(error.caret <= error.excerpt.count)
      }
    }
    #expect(read > 100)
  }

  @Test(
    "Names that are not free",
    arguments: [
      (["x", "e"], [], "variable", "\"e\" is the constant 2.71828…; choose another name"),
      (["x", "π"], [], "variable", "\"π\" is the constant 3.14159…; choose another name"),
      (["x", "x"], [], "variable", "\"x\" has a meaning already; choose another name"),
      (["x", "2"], [], "variable", "\"2\" is not a name: use a letter, then letters, digits and underscores"),
      (["x"], ["x"], "parameter", "\"x\" has a meaning already; choose another name"),
      (["x"], ["sin"], "parameter", "\"sin\" is a function; choose another name"),
      (["x"], ["let"], "parameter", "\"let\" is a word of the language; choose another name"),
      (["x"], ["a b"], "parameter", "\"a b\" is not a name: use a letter, then letters, digits and underscores"),
    ] as [([String], [String], String, String)])
  func takenNames(variables: [String], parameters: [String], source: String, message: String) throws {
    let error = try #require(throws: FormulaError.self) {
      _ = try Formula("x", variables: variables, parameters: parameters.map { ($0, 1) })
    }
    #expect(error.source == source)
    #expect(error.message == message)
  }

  @Test("An error in a definition names it")
  func inDefinition() throws {
    let error = try #require(throws: FormulaError.self) { _ = try Formula("r", definitions: [("r", "x + q")]) }
    #expect(error.source == "let r")
    #expect(error.column == 5)
  }

  @Test("Parameters and positions are finite numbers")
  func finite() throws {
    #expect(throws: FormulaError.self) { _ = try Formula("a*x", parameters: [("a", .nan)]) }
    #expect(throws: FormulaError.self) { _ = try Formula.constant("1/0") }
    #expect(throws: FormulaError.self) { _ = try Formula.constant("log(-1)") }
    let error = try #require(throws: FormulaError.self) { _ = try Formula.constant("x + 1") }
    #expect(error.message == "unknown name \"x\"; only numbers, pi and e may stand here")
  }
}

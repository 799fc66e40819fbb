import Calculus
import Formulas
import Testing

/// What a text means, shown on numbers: `a` is 2, `b` is 3.
@Suite("The grammar of formulas")
struct GrammarTests {
  private func value(_ text: String) throws -> Double {
    try Formula.constant(text, parameters: [("a", 2), ("b", 3)])
  }

  @Test(
    "Operators bind as in mathematics",
    arguments: [
      ("1+2*3", 7), ("(1+2)*3", 9), ("2*3+1", 7), ("10-4-3", 3), ("100/10/5", 2), ("100/10*5", 50),
      ("-2^2", -4), ("(-2)^2", 4), ("2^-2", 0.25), ("2^3^2", 512), ("(2^3)^2", 64), ("2**3", 8), ("-2**2", -4),
      ("2^-1^2", 0.5), ("2*-3", -6), ("6/-3", -2), ("--2", 2), ("---2", -2), ("+2", 2), ("1 - -1", 2), ("1+-+-1", 2),
      ("a*b^2", 18), ("a^b", 8), ("-a^b", -8), ("a^-b", 0.125), ("2-a*b", -4), ("(a)", 2), ("((((a))))", 2),
    ] as [(String, Double)])
  func precedence(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test(
    "Numbers",
    arguments: [
      ("0", 0), ("12.5", 12.5), (".5", 0.5), ("5.", 5), ("1e-3", 0.001), ("1E+3", 1000), ("2.e2", 200), (".5e1", 5),
      ("0.1", 0.1), ("1.7976931348623157e308", .greatestFiniteMagnitude), ("5e-324", .leastNonzeroMagnitude),
      ("0e999", 0),
      ("0.0000000000000000000000000000001", 1e-31), ("007", 7), ("5.-3.", 2), ("2.*3", 6),
    ] as [(String, Double)])
  func numbers(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test("A long number is rounded once")
  func longNumber() throws {
    #expect(try value("0." + String(repeating: "3", count: 5000)) == 1.0 / 3)
  }

  @Test("Constants are the doubles nearest to them")
  func constants() throws {
    #expect(try value("pi") == .pi)
    #expect(try value("e") == 2.718281828459045)
    #expect(try value("2*π") == 2 * .pi)
  }

  @Test(
    "Comparisons give 1 or 0, and if chooses",
    arguments: [
      ("1 < 2", 1), ("2 < 1", 0), ("2 < 2", 0), ("2 <= 2", 1), ("2 > 1", 1), ("1 >= 2", 0), ("2 == 2", 1),
      ("2 != 2", 0), ("1 != 2", 1), ("a+1 == b", 1), ("if(a < b, 10, 20)", 10), ("if(a > b, 10, 20)", 20),
      ("if(0, 1, 2)", 2), ("if(5, 1, 2)", 1), ("1 + (a < b)", 2), ("1 ≤ 2", 1), ("1 ≥ 2", 0), ("1 ≠ 2", 1),
      ("if(a == 2, if(b == 3, 7, 8), 9)", 7), ("if(1, 2, 1/0)", 2),
    ] as [(String, Double)])
  func comparisons(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test(
    "Functions of whole results",
    arguments: [
      ("sin(0)", 0), ("cos(0)", 1), ("tan(0)", 0), ("asin(0)", 0), ("acos(1)", 0), ("atan(0)", 0), ("sinh(0)", 0),
      ("cosh(0)", 1), ("tanh(0)", 0), ("exp(0)", 1), ("log(1)", 0), ("ln(1)", 0), ("log10(1000)", 3), ("log2(8)", 3),
      ("sqrt(9)", 3), ("cbrt(27)", 3), ("abs(-4)", 4), ("sign(-3)", -1), ("sign(0)", 0), ("floor(-1.5)", -2),
      ("ceil(-1.5)", -1), ("relu(-2)", 0), ("relu(2)", 2), ("sigmoid(0)", 0.5), ("atan2(0, 1)", 0), ("min(3, 1, 2)", 1),
      ("max(3, 1, 2)", 3), ("max(1, 2, 3, 4, 5)", 5), ("hypot(3, 4)", 5),
    ] as [(String, Double)])
  func functions(text: String, expected: Double) throws {
    #expect(abs(try value(text) - expected) <= 4e-16 * max(1, abs(expected)))
  }

  @Test("Every function that is listed can be called")
  func everyFunction() throws {
    for name in Formula.functions {
      let calls = ["\(name)(0.5)", "\(name)(0.5, 0.25)", "\(name)(0.5, 0.25, 2)", "\(name)(k, 1, 2, k)"]
      #expect(calls.contains { (try? value($0))?.isFinite == true }, "\(name)")
    }
  }

  @Test(
    "Sums",
    arguments: [
      ("sum(k, 1, 5, k)", 15), ("sum(k, -1, 1, a^k)", 3.5), ("sum(k, 2, 2, k)", 2), ("2*sum(k, 1, 2, k) + 1", 7),
      ("sum(k, 1, 3, k)^2", 36), ("sum(i, 1, b, sum(k, 1, i, i*k))", 25), ("sum(k, a, a + 1, 10^k)", 1100),
      ("sum(i, 1, 2, i) + sum(i, 1, 2, i)", 6), ("let n = 4; sum(k, 1, n, 1)", 4), ("sum(k, 1, 1000, 1)", 1000),
      ("sum(k, 1, 2, if(k < 2, 10, 20))", 30),
    ] as [(String, Double)])
  func sums(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test("A sum is its terms, added from the left, to the last bit")
  func sumOfTerms() throws {
    let sum = try Formula("sum(k, 1, 3, cos(k*x)*y)")
    let terms = try Formula("cos(x)*y + cos(2*x)*y + cos(3*x)*y")
    func objective(_ formula: Formula) -> GraphObjective {
      GraphObjective(graph: formula.graph, root: formula.root, dimension: 2)
    }
    for point in [[0.3, 0.7], [-1.9, 2.2], [5.1, -0.4]] {
      #expect(objective(sum).value(at: point) == objective(terms).value(at: point))
      #expect(objective(sum).gradient(at: point) == objective(terms).gradient(at: point))
      #expect(objective(sum).hessian(at: point) == objective(terms).hessian(at: point))
    }
  }

  @Test(
    "Signs from books are read", arguments: [("3−1", 2), ("2·3", 6), ("2×3", 6), ("6÷3", 2), ("3²", 9), ("2¹⁰", 1024)])
  func signsOfPrint(text: String, expected: Double) throws { #expect(try value(text) == expected) }

  @Test("Definitions come first and may use earlier ones")
  func definitions() throws {
    #expect(try value("let r = a + b; r^2") == 25)
    #expect(try value("let r = a + b;\n let s = r*r;\n s - r;") == 20)
    let outer = try Formula("s*x", variables: ["x"], definitions: [("r", "x + 1"), ("s", "r*r")])
    let inner = try Formula("let r = x + 1; let s = r*r; s*x", variables: ["x"])
    #expect(outer.graph.nodes == inner.graph.nodes)
    #expect(outer.root == inner.root)
  }

  @Test("Names may have digits, underscores and Greek letters")
  func names() throws {
    let formula = try Formula("β_1*w2 + _z", variables: ["w2", "_z"], parameters: [("β_1", 2)])
    #expect(formula.variables == ["w2", "_z"])
  }

  @Test("Spaces and line ends mean nothing")
  func space() throws { #expect(try value(" 1\t+\r\n2\u{a0}") == 3) }

  @Test("Variables are coordinates in the order given")
  func variables() throws {
    let formula = try Formula("w - b", variables: ["b", "w"])
    let node = formula.graph.nodes[formula.root]
    #expect(node.operation == .subtract)
    #expect(formula.graph.nodes[node.a].a == 1)
    #expect(formula.graph.nodes[node.b].a == 0)
  }

  @Test("Equal parts are stored once")
  func sharing() throws {
    let formula = try Formula("sin(x*y) + sin(y*x)*sin(x*y)")
    #expect(formula.graph.nodes.count { $0.operation == .sin } == 1)
  }

  @Test("A wide formula of the greatest length is read")
  func widest() throws {
    let text = "x" + String(repeating: "+x", count: (Formula.longest - 1) / 2)
    #expect(try Formula(text).typeset == text)
    #expect(try value(String(repeating: "-", count: 99_999) + "1") == -1)
  }

  @Test("Two hundred levels may be nested")
  func deepest() throws {
    #expect(try value(String(repeating: "(", count: 200) + "7" + String(repeating: ")", count: 200)) == 7)
    #expect(try value(String(repeating: "abs(", count: 200) + "7" + String(repeating: ")", count: 200)) == 7)
    #expect(try value("1" + String(repeating: "^1", count: 200)) == 1)
  }
}

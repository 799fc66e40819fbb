import Formulas
import Testing

/// How formulas look in print; `-` stands for the true minus sign here.
@Suite("Typesetting")
struct TypesettingTests {
  private func print(_ text: String, a: Double = 1, b: Double = 100) throws -> String {
    try Formula(text, variables: ["x", "y", "w1"], parameters: [("a", a), ("b", b)]).typeset
  }

  @Test(
    "Formulas in print",
    arguments: [
      ("(a - x)^2 + b*(y - x^2)^2", "(1 − x)^{2} + 100 (y − x^{2})^{2}"),
      ("(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2", "(1.5 − x + xy)^{2} + (2.25 − x + xy^{2})^{2}"),
      ("x^2-y^2", "x^{2} − y^{2}"), ("x**2", "x^{2}"), ("x²", "x^{2}"), ("2*x", "2x"), ("x*2", "x · 2"),
      ("2*3*x", "2 · 3x"), ("a*x", "x"), ("x*a", "x"), ("x/a", "x"), ("-a*x", "−x"), ("x^a", "x"),
      ("x*y*w1", "xy w1"), ("b*sin(x)", "100 sin(x)"), ("x*sin(2*pi*y)", "x sin(2πy)"),
      ("(x+1)*(y+1)", "(x + 1)(y + 1)"), ("x*(y+1)", "x (y + 1)"), ("(x+1)*y", "(x + 1) y"),
      ("((x))", "x"), ("2^(x+1)", "2^{x + 1}"), ("2^-x", "2^{−x}"), ("(x^2)^3", "(x^{2})^{3}"), ("x^y^2", "x^{y^{2}}"),
      ("-x^2", "−x^{2}"), ("(-x)^2", "(−x)^{2}"), ("x - -y", "x + y"), ("x + -y", "x − y"), ("x*-y", "−xy"),
      ("x - (y - 1)", "x − (y − 1)"), ("x - (y + 1)*2", "x − (y + 1) · 2"), ("-(x + y)", "−(x + y)"),
      ("x/y/2", "x / y / 2"), ("x/(y*2)", "x / (y · 2)"), ("x/y*2", "x / y · 2"), ("x*(y/2)", "x (y / 2)"),
      ("x^6/6", "x^{6} / 6"), ("sqrt(x^2 + y^2)", "√(x^{2} + y^{2})"), ("abs(x)", "|x|"), ("b*abs(y)", "100 |y|"),
      ("abs(abs(x) - 1)", "abs(|x| − 1)"), ("sqrt(x)*(y+1)", "√(x) (y + 1)"), ("cbrt(x)", "∛(x)"), ("ln(x)", "ln(x)"),
      ("if(x <= 0, -x, y)", "if(x ≤ 0, −x, y)"), ("(x < y) + 1", "(x < y) + 1"), ("x != y", "x ≠ y"),
      ("min(x, y, 2)", "min(x, y, 2)"), ("1e-7*x", "10^{−7}x"), ("2.5e-7*x", "2.5 · 10^{−7}x"), ("1e-3", "0.001"),
      ("x^1e-7", "x^{10^{−7}}"), ("x/1e20", "x / 10^{20}"), ("x/2.5e20", "x / (2.5 · 10^{20})"),
      ("1000000*x", "1000000x"),
      ("sum(k, 1, 5, k*cos(k*x))", "Σ_{k = 1…5} k cos(kx)"), ("sum(k, -2, 2, k - x)", "Σ_{k = −2…2} (k − x)"),
      ("2*sum(k, 1, 5, x)*y", "2 (Σ_{k = 1…5} x) y"), ("1 - sum(k, 1, 5, x) + y", "1 − Σ_{k = 1…5} x + y"),
      ("sum(k, 1, 5, x)^2", "(Σ_{k = 1…5} x)^{2}"), ("1/sum(k, 1, 5, x)", "1 / (Σ_{k = 1…5} x)"),
      ("e^x", "e^{x}"), ("exp(1) + 20", "exp(1) + 20"), ("let r = x + y; r^2", "r^{2}  with  r = x + y"),
    ])
  func markup(text: String, expected: String) throws { #expect(try print(text) == expected) }

  @Test("Parameters stand as their values, negative ones with care")
  func parameters() throws {
    #expect(try print("(a - x)^2", a: -2) == "(−2 − x)^{2}")
    #expect(try print("x - a", a: -2) == "x + 2")
    #expect(try print("x + a*y", a: -2) == "x − 2y")
    #expect(try print("a^2", a: -2) == "(−2)^{2}")
    #expect(try print("a*(x + y)", a: -1) == "−(x + y)")
    #expect(try print("a*b*x", a: -0.5, b: -3) == "0.5 · 3x")
    #expect(try print("x^a", a: -1) == "x^{−1}")
    #expect(try print("a + x", a: -0.0) == "0 + x")
  }

  @Test("Definitions of a card stand behind the formula")
  func definitions() throws {
    let formula = try Formula("sin(r)/r", definitions: [("s", "x^2 + y^2"), ("r", "sqrt(s)")])
    #expect(formula.typeset == "sin(r) / r  with  s = x^{2} + y^{2}, r = √(s)")
  }
}

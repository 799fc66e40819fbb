import Drawing
import Testing

@Suite("Numbers as text")
struct NumberTextTests {
  @Test(
    "losses: three figures, plain from .001 to 9999",
    arguments: [
      (0, "0"), (-0.0, "0"), (1, "1.00"), (0.038292, "0.0383"), (1.65615, "1.66"), (5.41836, "5.42"), (354.105, "354"),
      (1.23386e-6, "1.23×10^{\u{2212}6}"), (5.39178e-4, "5.39×10^{\u{2212}4}"), (9.40092e-11, "9.4×10^{\u{2212}11}"),
      (5.0779e-22, "5.1×10^{\u{2212}22}"), (-1.94659e13, "\u{2212}1.9×10^{13}"), (-65.1828, "\u{2212}65.2"),
      (-0.0398265, "\u{2212}0.0398"),
      (0.001, "0.00100"), (0.0009999, "0.00100"), (0.00099949, "9.99×10^{\u{2212}4}"), (999.4, "999"), (999.5, "1000"),
      (1234.5, "1235"), (9999.4, "9999"), (9999.5, "1.00×10^{4}"), (99.95, "100"), (9.995, "10.0"), (2.675, "2.68"),
      (9.96e-10, "1.00×10^{\u{2212}9}"), (9.996e9, "1.0×10^{10}"), (9.96e99, "1.0×10^{100}"),
      (.leastNonzeroMagnitude, "5.0×10^{\u{2212}324}"),
      (1.7976931348623157e308, "1.8×10^{308}"), (.infinity, "∞"), (-.infinity, "\u{2212}∞"), (.nan, "∞"),
    ])
  func value(number: Double, text: String) {
    #expect(NumberText.value(number) == text)
  }

  @Test(
    "rates are plain from .0001",
    arguments: [(7.43946173e-4, "0.000744"), (0.126491106, "0.126"), (1e-5, "1.00×10^{\u{2212}5}")])
  func rate(number: Double, text: String) {
    #expect(NumberText.rate(number) == text)
  }

  @Test(
    "fixed decimals round halves away from zero and never write a negative nothing",
    arguments: [
      (0.5, 0, "1"), (0.4999, 0, "0"), (-0.04, 1, "0.0"), (-0.05, 1, "\u{2212}0.1"), (12.345, 2, "12.35"),
      (0, 2, "0.00"),
      (3, 1, "3.0"), (1e-9, 3, "0.000"), (99.99, 1, "100.0"), (-1234.5678, 2, "\u{2212}1234.57"), (0.6, 0, "1"),
    ])
  func fixed(number: Double, decimals: Int, text: String) {
    #expect(NumberText.fixed(number, decimals: decimals) == text)
  }

  @Test(
    "shortest",
    arguments: [
      (0.1, "0.1"), (0.004, "0.004"), (2500, "2500"), (1, "1"), (-3e12, "\u{2212}3×10^{12}"), (1e7, "10^{7}"), (0, "0"),
      (1e-5, "0.00001"), (1.5e-6, "1.5×10^{\u{2212}6}"), (123456, "123456"),
    ])
  func shortest(number: Double, text: String) {
    #expect(NumberText.shortest(number) == text)
  }
}

internal import Calculus

/// Both penalties: `g(x) = f(x) + l1 sum |x| + l2/2 sum x^2`.
///
/// Corners as with magnitudes alone, rounded sides as with squares alone.
///
/// - Source: H. Zou, T. Hastie, Journal of the Royal Statistical Society B 67 (2005) 301.
struct ElasticNet: Wrapper {
  static let identity = WrapperIdentity(
    name: "elastic-net", summary: "both penalties, l1 sum |x| + l2/2 sum x^2")

  static let knobs: [Knob<ElasticNet>] = [
    .number("l1", \.one, in: .notNegative, "the weight of the magnitudes"),
    .number("l2", \.two, in: .notNegative, "the weight of half the squares"),
  ]

  private var one = 1.0
  private var two = 1.0

  func title(_ variables: [String]) -> String { "elastic net \(numeral(one)), \(numeral(two))" }

  func phrase(_ variables: [String]) -> String {
    "plus \(Penalty.weight(one))\(Penalty.magnitudes(variables)) + \(Penalty.weight(two / 2))\(Penalty.squares(variables))"
  }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    Penalty(one: one, two: two).add(to: &draft)
  }
}

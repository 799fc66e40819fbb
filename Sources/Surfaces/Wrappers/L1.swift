internal import Calculus

/// The sum of magnitudes as a penalty: `g(x) = f(x) + lambda sum |x|`.
///
/// It pulls each coordinate to 0 with the same force wherever it is, so that some come to rest at 0: the lasso.
struct L1: Wrapper {
  static let identity = WrapperIdentity(
    name: "l1", aliases: ["lasso"], summary: "a penalty, lambda times the sum of magnitudes")

  static let knobs: [Knob<L1>] = [
    .number("lambda", \.lambda, in: .notNegative, "the weight of the penalty")
  ]

  private var lambda = 1.0

  func title(_ variables: [String]) -> String { "L1 \(numeral(lambda))" }

  func phrase(_ variables: [String]) -> String { "plus \(Penalty.weight(lambda))\(Penalty.magnitudes(variables))" }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    Penalty(one: lambda, two: 0).add(to: &draft)
  }
}

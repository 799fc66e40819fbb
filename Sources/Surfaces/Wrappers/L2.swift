internal import Calculus

/// The sum of squares as a penalty: `g(x) = f(x) + lambda/2 sum x^2`.
///
/// Its gradient is lambda x, what `weight_decay=lambda` adds in PyTorch: ridge regression, Tikhonov's regularisation.
struct L2: Wrapper {
  static let identity = WrapperIdentity(
    name: "l2", aliases: ["ridge"], summary: "a penalty, lambda/2 times the sum of squares, as weight_decay adds")

  static let knobs: [Knob<L2>] = [
    .number("lambda", \.lambda, in: .notNegative, "the weight of the penalty")
  ]

  private var lambda = 1.0

  func title(_ variables: [String]) -> String { "L2 \(numeral(lambda))" }

  func phrase(_ variables: [String]) -> String { "plus \(Penalty.weight(lambda / 2))\(Penalty.squares(variables))" }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    Penalty(one: 0, two: lambda).add(to: &draft)
  }
}

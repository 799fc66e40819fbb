internal import Calculus
internal import Formulas

/// A power of a surface: `g(x) = (f(x) - m)^p`.
///
/// m is the least value, so that minima stay minima; values below it, which are but rounding, count as m. Below 1 a power
/// makes a smooth bottom a point, as 1/2 makes a bowl a cone; above 1 it makes it flat.
struct Power: Wrapper {
  static let identity = WrapperIdentity(
    name: "power", summary: "a power, (f - m)^p, where m is the least value")

  static let knobs: [Knob<Power>] = [
    .number("p", \.exponent, in: .positive, "the power"),
    .numbers("offset", \.offset, in: .all, "m, if not the least value known"),
  ]

  private var exponent = 2.0
  private var offset: [Double] = []

  func title(_ variables: [String]) -> String { "power \(numeral(exponent))" }

  func phrase(_ variables: [String]) -> String {
    let words = Offset.words(offset)
    return "as \(words == "value" ? words : "(\(words))")^{\(numeral(exponent))}"
  }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    let offset = try Offset.of(draft, given: offset, for: Self.name)
    draft.bend { graph, node in
      let height = graph.apply(.relu, graph.apply(.subtract, node, graph.constant(offset)))
      return graph.apply(.power, height, graph.constant(exponent))
    }
    if exponent < 1 { draft.isConvex = false }
    draft.levels = nil
  }
}

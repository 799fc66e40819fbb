internal import Calculus
internal import Formulas

/// The logarithm of a surface: `g(x) = log(1 + (f(x) - m))`.
///
/// m is the least value, so that minima stay minima, and far walls become gentle: what is known follows.
struct Log: Wrapper {
  static let identity = WrapperIdentity(
    name: "log", summary: "the logarithm, log(1 + (f - m)), where m is the least value")

  static let knobs: [Knob<Log>] = [
    .numbers("offset", \.offset, in: .all, "m, if not the least value known")
  ]

  private var offset: [Double] = []

  func title(_ variables: [String]) -> String { "log" }

  func phrase(_ variables: [String]) -> String { "as log(1 + \(Offset.words(offset)))" }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    let offset = try Offset.of(draft, given: offset, for: Self.name)
    draft.bend { graph, node in
      let height = graph.apply(.subtract, node, graph.constant(offset))
      return graph.apply(.log, graph.apply(.add, graph.constant(1), height))
    }
    draft.isConvex = false
    draft.levels = .linear
  }
}

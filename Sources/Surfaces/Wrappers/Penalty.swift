internal import Calculus
internal import Formulas

/// A penalty on large coordinates: `one * sum |x| + two / 2 * sum x^2`.
struct Penalty {
  /// The weight of the magnitudes.
  let one: Double
  /// The weight of half the squares.
  let two: Double

  /// Adds the penalty to a surface.
  ///
  /// A player who maximises is penalised by what is taken off. Saddles and maxima move in ways that have no formula and
  /// are forgotten. So are minima, but for a lowest one at the origin, for where both the surface and the penalty are
  /// least their sum is; and the minimum of a convex surface is found anew.
  func add(to draft: inout SurfaceDraft) {
    guard one > 0 || two > 0 else { return }
    let points = draft.coordinates()
    for (coordinate, point) in points.enumerated() {
      let sign = draft.ascend.contains(coordinate) ? -1.0 : 1
      let magnitude = draft.graph.apply(.abs, point)
      let square = draft.graph.apply(.multiply, point, point)
      for (weight, part) in [(one, magnitude), (two / 2, square)] where weight > 0 {
        let factor = draft.graph.constant(sign * weight)
        let term = draft.graph.apply(.multiply, factor, part)
        draft.root = draft.graph.apply(.add, draft.root, term)
      }
    }
    let lowest = draft.lowest
    let stays = draft.minima.filter { $0.value == lowest?.value && $0.at.allSatisfy { $0 == 0 } }
    draft.forget()
    draft.levels = nil
    guard draft.ascend.isEmpty else { return }
    draft.minima = stays
    guard stays.isEmpty, draft.isConvex, draft.domain == nil else { return }
    let search = ConvexMinimum(objective: draft.compiled(draft.graph, draft.root), weight: one)
    draft.minima = search.search(from: lowest?.at ?? draft.starts[0]).map { [$0] } ?? []
  }

  /// A weight in print, before a sum.
  static func weight(_ weight: Double) -> String { weight == 1 ? "" : numeral(weight) + " " }

  /// The sum of magnitudes, `(|x| + |y|)` or `Σ |x_i|`.
  static func magnitudes(_ variables: [String]) -> String { sum(variables.map { "|\($0)|" }, "Σ |x_{i}|") }

  /// The sum of squares, `(x^{2} + y^{2})` or `Σ x_{i}^{2}`.
  static func squares(_ variables: [String]) -> String { sum(variables.map { "\($0)^{2}" }, "Σ x_{i}^{2}") }

  private static func sum(_ terms: [String], _ many: String) -> String {
    if terms.count > 3 { return many }
    return terms.count == 1 ? terms[0] : "(\(terms.joined(separator: " + ")))"
  }
}

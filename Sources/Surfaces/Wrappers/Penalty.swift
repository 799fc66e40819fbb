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
  func add(to landscape: inout Landscape) {
    guard one > 0 || two > 0 else { return }
    let points = landscape.coordinates()
    for (coordinate, point) in points.enumerated() {
      let sign = landscape.ascend.contains(coordinate) ? -1.0 : 1
      let magnitude = landscape.graph.apply(.abs, point)
      let square = landscape.graph.apply(.multiply, point, point)
      for (weight, part) in [(one, magnitude), (two / 2, square)] where weight > 0 {
        let factor = landscape.graph.constant(sign * weight)
        let term = landscape.graph.apply(.multiply, factor, part)
        landscape.root = landscape.graph.apply(.add, landscape.root, term)
      }
    }
    let lowest = landscape.lowest
    let stays = landscape.minima.filter { $0.value == lowest?.value && $0.at.allSatisfy { $0 == 0 } }
    landscape.forget()
    landscape.levels = nil
    guard landscape.ascend.isEmpty else { return }
    landscape.minima = stays
    guard stays.isEmpty, landscape.isConvex, landscape.domain == nil else { return }
    let search = ConvexMinimum(objective: landscape.compiled(landscape.graph, landscape.root), weight: one)
    landscape.minima = search.search(from: lowest?.at ?? landscape.starts[0]).map { [$0] } ?? []
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

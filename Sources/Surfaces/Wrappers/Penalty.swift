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
  /// A player who maximises is penalised by what is taken off. Minima, saddles and maxima move in ways that have no
  /// formula, and are forgotten, but for a lowest minimum at the origin: where both the surface and the penalty are least
  /// their sum is.
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
    let least = landscape.lowest?.value
    let stays = landscape.minima.filter { $0.value == least && $0.at.allSatisfy { $0 == 0 } }
    landscape.forget()
    landscape.minima = landscape.ascend.isEmpty ? stays : []
    landscape.levels = nil
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

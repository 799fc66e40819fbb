internal import Calculus
internal import Formulas

/// Stretches a surface: `g(x) = v f(x / k)`.
///
/// Above 1 a factor k makes valleys wider and slopes gentler, a factor v makes slopes steeper. Factors of single
/// variables come on top of that of all. A condition number changes by the square of their ratio.
struct Scale: Wrapper {
  static let identity = WrapperIdentity(
    name: "scale", aliases: ["stretch"],
    summary: "stretch the surface in all variables or some, or its value: v f(x / k)")

  static let knobs: [Knob<Scale>] = [
    .number("by", \.all, in: .positive, "by what factor all variables are stretched"),
    .number("value", \.value, in: .positive, "by what factor the value is multiplied"),
    .choice("window", \.view, "whether window and starts follow the surface or are kept"),
  ]

  static let coordinate: CoordinateKnob<Scale>? = CoordinateKnob(
    path: \.factors, range: .positive, usual: "1", meaning: "by what factor this variable is stretched, besides by")

  private var all = 1.0
  private var value = 1.0
  private var factors: [String: [Double]] = [:]
  private var view = View.follow

  private func factors(_ variables: [String]) -> [Double] { variables.map { all * (factors[$0]?[0] ?? 1) } }

  func title(_ variables: [String]) -> String {
    let factors = factors(variables)
    var parts: [String] = []
    if Set(factors).count == 1 {
      if factors[0] != 1 { parts.append("stretched \(numeral(factors[0]))×") }
    } else {
      let named = zip(variables, factors).filter { $0.1 != 1 }.map { "\($0.0) \(numeral($0.1))×" }
      parts.append("stretched in \(named.joined(separator: ", "))")
    }
    if value != 1 || parts.isEmpty { parts.append("value × \(numeral(value))") }
    return parts.joined(separator: ", ")
  }

  func word(_ variables: [String]) -> String { "stretched" }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    let factors = factors(draft.variables)
    try draft.move(by: Motion(factors: factors, offset: factors.map { _ in 0 }), view: view)
    guard value != 1 else { return }
    draft.bend { graph, node in graph.apply(.multiply, graph.constant(value), node) }
  }
}

internal import Calculus

/// Moves a surface: `g(x) = f(x - s)`.
///
/// What was at a point is at the point plus s.
struct Shift: Wrapper {
  static let identity = WrapperIdentity(
    name: "shift", aliases: ["move"], summary: "move the surface: f(x - s), by a distance for each variable")

  static let knobs: [Knob<Shift>] = [
    .choice("window", \.view, "whether window and starts follow the surface or are kept")
  ]

  static let coordinate: CoordinateKnob<Shift>? = CoordinateKnob(
    path: \.distances, range: .all, usual: "0", meaning: "how far it is moved along this variable")

  private var distances: [String: [Double]] = [:]
  private var view = View.follow

  private func distances(_ variables: [String]) -> [Double] { variables.map { distances[$0]?[0] ?? 0 } }

  func title(_ variables: [String]) -> String {
    "moved by (\(distances(variables).map(numeral).joined(separator: ", ")))"
  }

  func word(_ variables: [String]) -> String { "moved" }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    let distances = distances(draft.variables)
    try draft.move(by: Motion(factors: distances.map { _ in 1 }, offset: distances), view: view)
  }
}

internal import Calculus

/// Turns a surface of two coordinates anticlockwise: `g(p) = f(R^T (p - c) + c)`.
///
/// Quarter turns are exact. The window becomes the least box around the turned one.
struct Rotate: Wrapper {
  static let identity = WrapperIdentity(
    name: "rotate", aliases: ["turn"], summary: "turn the surface anticlockwise about the origin or another point")

  static let knobs: [Knob<Rotate>] = [
    .number("degrees", \.degrees, in: .all, "the angle, in degrees"),
    .choice("window", \.view, "whether window and starts follow the surface or are kept"),
  ]

  static let coordinate: CoordinateKnob<Rotate>? = CoordinateKnob(
    path: \.center, range: .all, usual: "0", meaning: "this coordinate of the point it is turned about")

  private var degrees = 45.0
  private var view = View.follow
  private var center: [String: [Double]] = [:]

  private func center(_ variables: [String]) -> [Double] { variables.map { center[$0]?[0] ?? 0 } }

  func title(_ variables: [String]) -> String { "turned \(numeral(degrees))°" }

  func phrase(_ variables: [String]) -> String {
    let center = center(variables)
    if center.allSatisfy({ $0 == 0 }) { return title(variables) }
    return title(variables) + " about (\(center.map(numeral).joined(separator: ", ")))"
  }

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    guard draft.dimension == 2 else {
      let count = draft.dimension == 1 ? "one coordinate" : "\(draft.dimension) coordinates"
      throw SurfaceError("'rotate' turns two coordinates, and \(draft.name) has \(count); leave it out")
    }
    guard draft.ascend.isEmpty else {
      throw SurfaceError(
        "'rotate' would mix the players of the game \(draft.name), one of whom maximises; leave it out")
    }
    let (cosine, sine) = Self.cosineAndSine(degrees)
    try draft.move(by: Motion(cosine: cosine, sine: sine, about: center(draft.variables)), view: view)
  }

  /// Cosine and sine of an angle: of at most an eighth of a turn, after quarter turns, which are exact.
  private static func cosineAndSine(_ degrees: Double) -> (Double, Double) {
    let quarters = (degrees / 90).rounded()
    let rest = (degrees - 90 * quarters) * (Double.pi / 180)
    let (cosine, sine) = (Lanes.cos(Lanes(rest))[0], Lanes.sin(Lanes(rest))[0])
    switch quarters.remainder(dividingBy: 4) {
    case 0: return (cosine, sine)
    case 1: return (-sine, cosine)
    case -1: return (sine, -cosine)
    default: return (-cosine, -sine)
    }
  }
}

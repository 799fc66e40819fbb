import ArgumentParser
import Drawing
import Experiments
import Surfaces

/// Whether a surface is seen from above, as a map, or in space.
struct ViewOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show the surface in space, from a direction in degrees, such as 225,35.",
      discussion: "AZIMUTH turns from the first axis to the second; ELEVATION is 5 (low) to 90 (from above).",
      valueName: "azimuth,elevation"))
  var view: String?

  private static let elevations = 5.0...90.0

  /// The direction that was asked for, if any was.
  ///
  /// - Parameters:
  ///   - isSingle: whether one surface from one start is drawn once.
  ///   - dimension: how many coordinates it has.
  func direction(isSingle: Bool, dimension: Int) throws -> ViewDirection? {
    guard let view else { return nil }
    let angles = try Numbers.list(view, what: "each angle of --view")
    guard angles.count == 2 else {
      throw Refusal.asked("--view needs two angles in degrees, AZIMUTH,ELEVATION, as in 225,35, not '\(view)'")
    }
    guard abs(angles[0]) <= 36_000 else {
      throw Refusal.asked(
        "the azimuth of --view is an angle in degrees, as in 225,35, not \(Numbers.shortest(angles[0]))")
    }
    guard Self.elevations.contains(angles[1]) else {
      throw Refusal.asked(
        "the elevation of --view must lie between 5 and 90 degrees, not \(Numbers.shortest(angles[1]))")
    }
    guard dimension == 2 else {
      throw Refusal.asked("--view shows a surface over two coordinates, and a curve has one; leave it out")
    }
    guard isSingle else {
      throw Refusal.asked(
        "--view shows one surface from one start; leave out --facet, --starts, --surfaces and further starts, "
          + "or name at most twelve optimizers")
    }
    return ViewDirection(azimuth: angles[0], elevation: angles[1])
  }

  /// The direction that was asked for of a demo, if any was.
  func direction(of performance: Performance) throws -> ViewDirection? {
    guard case .comparison(let comparison) = performance.exhibit else {
      guard view != nil else { return nil }
      throw Refusal.asked(
        "--view shows one surface, and the demo \(performance.demo.name) draws something else; leave it out")
    }
    return try direction(isSingle: true, dimension: comparison.surface.dimension)
  }

  /// What the name of the figure's file says of it.
  var namePart: String? { view.map { "view-\($0)" } }
}

import ArgumentParser
import Figures
import Surfaces

/// What else a map shows.
struct OverlayOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Show on the map: gradient (arrows downhill), taylor, newton or eigenvectors at a point. May be repeated.",
      discussion: "A point follows after @: newton@-1,2, taylor@start (where the runs start), eigenvectors@minimum.",
      valueName: "what"))
  var overlay: [String] = []

  private static let names = ["gradient", "taylor", "newton", "eigenvectors"]

  /// What was asked for, on a surface.
  func overlays(on surface: Surface, isSingle: Bool) throws -> [MapOverlay] {
    guard !overlay.isEmpty else { return [] }
    guard isSingle, surface.dimension == 2 else {
      throw Refusal.asked("--overlay goes with a single map of two coordinates")
    }
    return try overlay.map { try Self.overlay($0, on: surface) }
  }

  private static func overlay(_ text: String, on surface: Surface) throws -> MapOverlay {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let name = parts[0].lowercased()
    guard names.contains(name) else {
      throw Refusal.unknown("overlay", parts[0], among: names, list: "descent help compare")
    }
    guard name != "gradient" || parts.count == 1 else {
      throw Refusal.asked("--overlay gradient covers the whole map; leave out '@\(parts[1])'")
    }
    if name == "gradient" { return .gradient }
    let place = try place(parts.count == 2 ? parts[1] : "start", on: surface)
    switch name {
    case "taylor": return .taylor(at: place)
    case "newton": return .newton(at: place)
    default: return .eigenvectors(at: place)
    }
  }

  private static func place(_ text: String, on surface: Surface) throws -> Place {
    let point: [Double]
    switch text.lowercased() {
    case "start": point = surface.starts[0]
    case "minimum":
      guard let minimum = surface.minima.first(where: { $0.value == surface.minimumValue }) else {
        throw Refusal.asked("\(surface.name) has no known minimum; give the point, as in @1,0.5")
      }
      point = minimum.at
    default: point = try Numbers.list(text, what: "each coordinate after @ in --overlay")
    }
    guard point.count == 2 else {
      throw Refusal.asked("--overlay takes a point of two coordinates after @, as in @-1,2, not '\(text)'")
    }
    guard zip(surface.window, point).allSatisfy({ $0.contains($1) }) else {
      throw Refusal.asked("the point \(text) of --overlay lies outside the window; choose one inside, or set --window")
    }
    return Place(point[0], point[1])
  }
}

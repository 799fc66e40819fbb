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

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Show a part of the map larger in a free corner, with levels of its own.", valueName: "x0,x1,y0,y1"))
  var inset: String?

  /// The part of a surface's window that is shown larger.
  func zoom(on surface: Surface, isSingle: Bool) throws -> (x: ClosedRange<Double>, y: ClosedRange<Double>)? {
    guard let inset else { return nil }
    guard isSingle, surface.dimension == 2 else {
      throw Refusal.asked("--inset goes with a single map of two coordinates")
    }
    let ranges = try Numbers.window(inset, option: "--inset")
    guard ranges.count == 2,
      zip(surface.window, ranges).allSatisfy({ $0.contains($1.lowerBound) && $0.contains($1.upperBound) })
    else { throw Refusal.asked("--inset \(inset) is no part of the window; give X0,X1,Y0,Y1 inside it") }
    let shares = zip(surface.window, ranges).map { ($1.upperBound - $1.lowerBound) / ($0.upperBound - $0.lowerBound) }
    guard shares.allSatisfy({ $0 <= 0.34 }) else {
      throw Refusal.asked("--inset \(inset) would be no larger than on the map; choose at most a third of each side")
    }
    return (ranges[0], ranges[1])
  }

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

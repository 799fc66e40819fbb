internal import Calculus

/// A box that runs are projected into after each step.
///
/// A second box lies inside the first. Variables that are not named are free. Starts, minima, saddles and maxima outside
/// are dropped; if the lowest minimum is outside nothing is known any more, for the edge may be lower than what is left.
struct Box: Wrapper {
  static let identity = WrapperIdentity(
    name: "box", aliases: ["clip", "domain"], summary: "a box that every run is projected into")

  static let knobs: [Knob<Box>] = []

  static let coordinate: CoordinateKnob<Box>? = CoordinateKnob(
    path: \.ends, count: 2, range: .all, usual: "free", meaning: "the lower and the upper end")

  private var ends: [String: [Double]] = [:]

  func title(_ variables: [String]) -> String { "in a box" }

  func phrase(_ variables: [String]) -> String {
    let sides = variables.compactMap { variable in
      ends[variable].map { "\(numeral($0[0])) ≤ \(variable) ≤ \(numeral($0[1]))" }
    }
    return sides.isEmpty ? "in a box" : sides.joined(separator: ", ")
  }

  func wrap(_ landscape: inout Landscape) throws(SurfaceError) {
    guard !ends.isEmpty else {
      let usage = landscape.variables.prefix(2).map { "\($0)=-1/1" }.joined(separator: ",")
      throw SurfaceError("'box' names no variable of \(landscape.name); write both ends of one, as in box:\(usage)")
    }
    var box =
      landscape.domain ?? landscape.variables.map { _ in -Double.infinity...Double.infinity }
    for (place, variable) in landscape.variables.enumerated() {
      guard let ends = ends[variable] else { continue }
      guard ends[0] < ends[1] else {
        throw SurfaceError(
          "'\(variable)' of 'box' is the lower and the upper end, not \(plain(ends[0]))/\(plain(ends[1]))")
      }
      guard box[place].overlaps(ends[0]...ends[1]) else {
        throw SurfaceError(
          "the box, \(variable) from \(plain(ends[0])) to \(plain(ends[1])), lies outside the domain of \(landscape.name), \(plain(box[place].lowerBound)) to \(plain(box[place].upperBound))"
        )
      }
      box[place] = (ends[0]...ends[1]).clamped(to: box[place])
      let (window, side) = (landscape.window[place], box[place])
      guard max(window.lowerBound, side.lowerBound) < min(window.upperBound, side.upperBound) else {
        throw SurfaceError(
          "the box, \(variable) from \(plain(side.lowerBound)) to \(plain(side.upperBound)), leaves nothing of the window of \(landscape.name), \(plain(window.lowerBound)) to \(plain(window.upperBound))"
        )
      }
    }
    func isInside(_ point: [Double]) -> Bool { zip(box, point).allSatisfy { $0.contains($1) } }
    let starts = landscape.starts.filter(isInside)
    guard !starts.isEmpty else {
      let first = landscape.starts[0].map(plain).joined(separator: ",")
      throw SurfaceError("no start of \(landscape.name) lies in the box, the first is \(first); make the box larger")
    }
    landscape.starts = starts
    landscape.domain = box
    let least = landscape.lowest?.value
    let minima = landscape.minima.filter { isInside($0.at) }
    if least != nil, !minima.contains(where: { $0.value == least }) { return landscape.forget() }
    landscape.minima = minima
    landscape.saddles = landscape.saddles.filter { isInside($0.at) }
    landscape.maxima = landscape.maxima.filter { isInside($0.at) }
  }
}

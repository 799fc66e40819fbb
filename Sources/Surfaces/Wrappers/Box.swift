internal import Calculus

/// A box that runs are projected into after each step.
///
/// The window is cut down to it. A second box lies inside the first. Variables that are not named are free. Starts,
/// minima, saddles and maxima outside are dropped; if the lowest minimum is outside nothing is known any more, for the
/// edge may be lower than what is left.
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

  func wrap(_ draft: inout SurfaceDraft) throws(SurfaceError) {
    guard !ends.isEmpty else {
      let usage = draft.variables.prefix(2).map { "\($0)=-1/1" }.joined(separator: ",")
      throw SurfaceError("'box' names no variable of \(draft.name); write both ends of one, as in box:\(usage)")
    }
    var box =
      draft.domain ?? draft.variables.map { _ in -Double.infinity...Double.infinity }
    for (place, variable) in draft.variables.enumerated() {
      guard let ends = ends[variable] else { continue }
      guard ends[0] < ends[1] else {
        throw SurfaceError(
          "'\(variable)' of 'box' is the lower and the upper end, not \(plain(ends[0]))/\(plain(ends[1]))")
      }
      guard box[place].overlaps(ends[0]...ends[1]) else {
        throw SurfaceError(
          "the box, \(variable) from \(plain(ends[0])) to \(plain(ends[1])), lies outside the domain of \(draft.name), \(plain(box[place].lowerBound)) to \(plain(box[place].upperBound))"
        )
      }
      box[place] = (ends[0]...ends[1]).clamped(to: box[place])
      let (window, side) = (draft.window[place], box[place])
      guard window.overlaps(side), isWide(window.clamped(to: side)) else {
        throw SurfaceError(
          "the box, \(variable) from \(plain(side.lowerBound)) to \(plain(side.upperBound)), leaves nothing of the window of \(draft.name), \(plain(window.lowerBound)) to \(plain(window.upperBound))"
        )
      }
    }
    let shown = zip(draft.window, box).map { $0.clamped(to: $1) }
    func isInside(_ point: [Double]) -> Bool { zip(box, point).allSatisfy { $0.contains($1) } }
    let starts = draft.starts.filter(isInside)
    guard !starts.isEmpty else {
      let first = draft.starts[0].map(plain).joined(separator: ",")
      throw SurfaceError("no start of \(draft.name) lies in the box, the first is \(first); make the box larger")
    }
    draft.starts = starts
    draft.domain = box
    draft.window = shown
    let least = draft.lowest?.value
    let minima = draft.minima.filter { isInside($0.at) }
    if least != nil, !minima.contains(where: { $0.value == least }) { return draft.forget() }
    draft.minima = minima
    draft.saddles = draft.saddles.filter { isInside($0.at) }
    draft.maxima = draft.maxima.filter { isInside($0.at) }
  }
}

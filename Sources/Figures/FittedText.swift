internal import Drawing

extension String {
  /// The line in a size at which it fits a width: as it is, smaller, or at the least size cut with an ellipsis.
  func fitted(size: Double, least: Double, width: Double, weight: FontWeight) -> (string: String, size: Double) {
    let natural = Text.width(of: self, size: size, weight: weight)
    guard natural > width else { return (self, size) }
    let shrunk = size * width / natural
    if shrunk >= least { return (self, shrunk) }
    // A cut inside a raised part would leave an open brace, so cuts keep to what the markup leaves whole.
    var kept = self
    while !kept.isEmpty {
      kept.removeLast()
      let opened = kept.count { $0 == "{" } - kept.count { $0 == "}" }
      let cut = kept.trimmingSpaces + "…"
      if opened == 0, kept.last != "^", kept.last != "_", Text.width(of: cut, size: least, weight: weight) <= width {
        return (cut, least)
      }
    }
    return ("…", least)
  }

  /// The text in one line if it fits a width at the least size, else in two where the height has room for them.
  ///
  /// Two lines break at a space, before a plus if there is one; what does not fit even then is cut.
  func lines(
    size: Double, least: Double, smallest: Double, width: Double, height: Double, weight: FontWeight
  ) -> (lines: [String], size: Double) {
    let one = fitted(size: size, least: least, width: width, weight: weight)
    guard one.string != self, 2.3 * smallest <= height else { return ([one.string], one.size) }
    let spaces = indices.filter { self[$0] == " " }
    let breaks = spaces.filter { self[index(after: $0)...].hasPrefix("+ ") }
    let halves = (breaks.isEmpty ? spaces.filter { index(before: $0) > startIndex } : breaks).map {
      [String(self[..<$0]), String(self[index(after: $0)...])]
    }
    func widest(_ lines: [String]) -> Double { lines.map { Text.width(of: $0, size: 1, weight: weight) }.max() ?? 0 }
    guard let best = halves.min(by: { widest($0) < widest($1) }) else { return ([one.string], one.size) }
    let fitting = Swift.min(least, height / 2.3, width / widest(best))
    guard fitting < smallest else { return (best, fitting) }
    return (best.map { $0.fitted(size: smallest, least: smallest, width: width, weight: weight).string }, smallest)
  }

  private var trimmingSpaces: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}

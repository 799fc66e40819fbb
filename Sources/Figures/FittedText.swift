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

  private var trimmingSpaces: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }
}

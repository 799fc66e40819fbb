internal import Calculus
internal import Formulas

/// A least value, for wrappers that bend what lies above it.
enum Offset {
  /// What is subtracted: what was given, or the least value known.
  ///
  /// The least value is what the formula gives at the lowest minimum, to the last bit, and not what a card says of it in
  /// ten digits: a root turns a difference in the tenth digit into one in the fifth.
  ///
  /// - Throws: if nothing is known and nothing given, if the offset lies above a value that is known, or for a mean,
  ///   where bending the mean is not the mean of what is bent.
  static func of(_ draft: SurfaceDraft, given: [Double], for wrapper: String) throws(SurfaceError) -> Double {
    guard !draft.isMean else {
      throw SurfaceError(
        "'\(wrapper)' bends the value, and that of \(draft.name) is a mean over rows of data, which would not be the mean of what is bent; use it on a formula"
      )
    }
    let least = draft.lowest.flatMap { draft.graph.value(of: draft.root, at: $0.at) }
    guard given.count <= 1 else {
      throw SurfaceError("'offset' of '\(wrapper)' is one number, not \(given.count)")
    }
    guard let offset = given.first else {
      guard let least else {
        throw SurfaceError(
          "'\(wrapper)' needs a least value, and none is known of \(draft.name); give one, as in \(wrapper):offset=-1"
        )
      }
      return least
    }
    if let least, least < offset {
      throw SurfaceError(
        "'offset' of '\(wrapper)' must not lie above the least value of \(draft.name), \(plain(least)); leave it out, or give less"
      )
    }
    return offset
  }

  /// A difference to the offset in print: `value − 3`, `value + 1.03`, `value`.
  static func words(_ given: [Double]) -> String {
    guard let offset = given.first else { return "value \u{2212} least" }
    if offset == 0 { return "value" }
    return offset < 0 ? "value + \(numeral(-offset))" : "value \u{2212} \(numeral(offset))"
  }
}

internal import Calculus
internal import Formulas

/// One claim of a card, and what came out when it was put to the test.
public struct Finding: Sendable, Hashable, CustomStringConvertible {
  /// What the card, or the formula by itself, claims.
  public let claim: String
  /// What was found.
  public let found: String
  /// Whether the claim holds.
  public let holds: Bool

  /// Claim and finding on one line.
  public var description: String { "\(holds ? "holds" : "FALSE"): \(claim); \(found)" }
}

/// Puts every claim of a surface's card to the test.
///
/// Values and derivatives are compared with the card's reference points and with differences of values; stationary
/// points with the surface around them; the lowest value with a fine grid over window and domain. The same surface gives
/// the same findings on every machine.
public func check(_ surface: Surface) -> [Finding] {
  checkWords(surface) + checkPlaces(surface) + checkReference(surface)
    + checkDifferences(of: surface.objective, over: surface.window, variables: surface.variables)
    + checkStationaryPoints(surface) + checkLowest(surface)
}

/// What figures will say of the surface.
private func checkWords(_ surface: Surface) -> [Finding] {
  let typeset = surface.formula.typeset
  return [Finding(claim: "the formula can be printed", found: typeset, holds: !typeset.isEmpty)]
}

/// Whether runs start and end where the figure shows it.
private func checkPlaces(_ surface: Surface) -> [Finding] {
  let claims =
    surface.starts.map { ("start", $0) } + surface.minima.map { ("minimum", $0.at) }
    + surface.saddles.map { ("saddle", $0.at) } + surface.maxima.map { ("maximum", $0.at) }
  let places = claims.map { kind, point in
    let outside = point.indices.filter { !surface.window[$0].contains(point[$0]) }.map { surface.variables[$0] }
    return Finding(
      claim: "the \(kind) \(text(point)) is inside the window",
      found: outside.isEmpty ? "it is" : "\(outside.joined(separator: " and ")) is outside", holds: outside.isEmpty)
  }
  let starts = surface.starts.map { start in
    let numbers = [surface.objective.value(at: start)] + surface.objective.gradient(at: start)
    return Finding(
      claim: "value and gradient are finite at the start \(text(start))",
      found: "value \(numbers[0]), gradient \(text(Array(numbers.dropFirst())))",
      holds: numbers.allSatisfy(\.isFinite))
  }
  return places + starts
}

/// A point as people write it.
func text(_ point: [Double]) -> String { "(\(point.map { "\($0)" }.joined(separator: ", ")))" }

/// The largest magnitude of some numbers; NaN if one is NaN.
func largest(_ numbers: [Double]) -> Double {
  numbers.reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
}

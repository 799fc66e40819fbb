internal import Calculus

/// The steps at which an ensemble is looked at.
public enum KeptSteps {
  /// Up to so many steps all are kept.
  private static let few = 200

  /// The steps of which losses and points are summed up: all of a short run, else 101 even ones, 100 by their logarithm,
  /// and some more.
  ///
  /// - Parameters:
  ///   - steps: how many steps a run takes.
  ///   - chosen: steps that are kept in any case.
  /// - Returns: increasing, from 0 to the last step.
  public static func all(of steps: Int, with chosen: [Int] = []) -> [Int] {
    guard steps > few else { return Array(0...max(0, steps)) }
    let even = (0...100).map { Int(Double(steps) * Double($0) / 100) }
    let early = (0..<100).map { Int(Lanes.pow(Lanes(Double(steps)), Lanes(Double($0) / 100))[0]) }
    return Set(even + early + chosen.filter { (0...steps).contains($0) }).sorted()
  }

  /// The steps of which all points are kept, unless others are asked for: the last five of 1, 2, 5, 10, 20, 50 and so on.
  ///
  /// - Parameter last: none is later; it is one of them where it is far beyond the others.
  public static func usual(upTo last: Int) -> [Int] {
    var round: [Int] = []
    var decade = 1
    while decade <= last {
      round += [1, 2, 5].map { $0 * decade }.filter { $0 <= last }
      guard decade <= last / 10 else { break }
      decade *= 10
    }
    if let end = round.last, Double(last) > 1.2 * Double(end) { round.append(last) }
    return round.suffix(5)
  }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Round numbers for a linear axis: the search of Talbot, Lin and Hanrahan.
///
/// Every sequence of steps q x j x 10^z with a round q is scored: a quarter for simplicity (q early in the list, no
/// numbers skipped, zero among the labels), a fifth for covering the range, half for the wanted density, the rest for
/// legibility, which here is the same for all. Upper bounds of each part end the search early. Sequences that leave the
/// axis are not taken: a map's window is given, not chosen.
///
/// - Source: J. Talbot, S. Lin, P. Hanrahan, "An Extension of Wilkinson's Algorithm for Positioning Tick Labels on
///   Axes", IEEE Transactions on Visualization and Computer Graphics 16 (2010) 1036.
enum Wilkinson {
  /// Equally spaced labels.
  struct Sequence {
    /// The first label in units of `step / skip`.
    var start: Int
    var step: Double
    var skip: Int
    var count: Int

    /// The label at an index.
    ///
    /// Zero is zero, not the difference of two roundings.
    func value(_ index: Int) -> Double { Double(start + index * skip) * (step / Double(skip)) }
  }

  private static let roundNumbers: [Double] = [1, 5, 2, 2.5, 4, 3]
  private static let legibility = 0.05

  /// The best labels in a range, or nothing if there are no two of them.
  static func best(in range: ClosedRange<Double>, wanted: Int) -> Sequence? {
    let (low, high) = (range.lowerBound, range.upperBound)
    let span = high - low
    var best: Sequence?
    var bestScore = -2.0
    for skip in 1...13 {
      for (rank, round) in roundNumbers.enumerated() {
        let simple = 1 - Double(rank) / Double(roundNumbers.count - 1) - Double(skip)
        if score(simple + 1, 1, 1) < bestScore { continue }
        for count in 2...12 * wanted {
          if score(simple + 1, 1, densityBound(count, wanted)) < bestScore { break }
          let unit = span / Double(count + 1) / Double(skip) / round
          for power in Int(log10(unit).rounded(.up))... {
            let step = Double(skip) * round * pow(10, Double(power))
            let reach = step * Double(count - 1)
            if reach > span * (1 + 1e-9) { break }
            if score(simple + 1, coverageBound(span, reach), densityBound(count, wanted)) < bestScore { break }
            // Labels must not leave the axis, but may stand on its ends in spite of rounding.
            let first = ((low / step - 1e-9) * Double(skip)).rounded(.up)
            let last = ((high / step + 1e-9) * Double(skip)).rounded(.down) - Double((count - 1) * skip)
            guard first <= last, abs(first) < 1e15, abs(last) < 1e15 else { continue }
            for start in Int(first)...Int(last) {
              let candidate = Sequence(start: start, step: step, skip: skip, count: count)
              let (least, most) = (candidate.value(0), candidate.value(count - 1))
              let hasZero = least <= 0 && most >= 0 && start % skip == 0
              let density = 2 - ratio(Double(count - 1) / reach, Double(wanted - 1) / span)
              let total = score(simple + (hasZero ? 1 : 0), coverage(low - least, high - most, span), density)
              if total > bestScore { (best, bestScore) = (candidate, total) }
            }
          }
        }
      }
    }
    return best
  }

  private static func score(_ simplicity: Double, _ coverage: Double, _ density: Double) -> Double {
    0.25 * simplicity + 0.2 * coverage + 0.5 * density + legibility
  }

  private static func coverage(_ atStart: Double, _ atEnd: Double, _ span: Double) -> Double {
    1 - 0.5 * (atStart * atStart + atEnd * atEnd) / (0.01 * span * span)
  }

  private static func coverageBound(_ span: Double, _ reach: Double) -> Double {
    let half = (span - reach) / 2
    return coverage(half, half, span)
  }

  private static func densityBound(_ count: Int, _ wanted: Int) -> Double {
    count >= wanted ? 2 - Double(count - 1) / Double(wanted - 1) : 1
  }

  private static func ratio(_ one: Double, _ other: Double) -> Double { max(one / other, other / one) }
}

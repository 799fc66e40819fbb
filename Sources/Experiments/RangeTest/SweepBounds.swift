internal import Calculus
internal import Optimizers
internal import Surfaces

/// The search for ends of a sweep between which all three phases are seen.
///
/// It starts from the span over which rates are tuned, where the first step is 1e-6 to 1 window diagonals long, rounded
/// outwards to one figure. An end moves out by a decade while its phase is not seen, at most four times; a phase that is
/// not seen even then (a bounded loss never blows up) leaves its end where it was. A linear sweep whose loss blows up in
/// its first half comes down instead, to 1.5 times the rate at which it did.
struct SweepBounds {
  private static let mostDecades = 4
  let optimizer: any Optimizer
  let surface: Surface
  let terms: RangeTerms

  /// The test between the ends found; ends that are given stay.
  func test() throws(RangeTestError) -> RangeTest {
    guard !surface.isGame else {
      throw RangeTestError(
        "'\(surface.name)' is a game, whose loss is not to fall, so that no rate can be read off it; try rates with 'descent compare'"
      )
    }
    try RangeTest.check(optimizer, on: surface.objective, start: terms.start)
    if let from = terms.from, let to = terms.to { return try test(from, to) }
    let (low, high) = try firstEnds()
    var (from, to) = (terms.from ?? low, terms.to ?? high)
    // An end that is given may lie beyond the one that is not.
    if from >= to { (from, to) = terms.from == nil ? (to * 1e-6, to) : (from, from * 1e6) }
    if terms.spacing == .linear { return try linear(from, to) }
    var test = try test(from, to)
    for _ in 0..<Self.mostDecades where terms.from == nil && !test.phases.seesTooSmall {
      test = try self.test(Self.rounded(test.sweep.from / 10, .toNearestOrEven), to)
    }
    if test.phases.seesTooSmall { from = test.sweep.from } else { test = try self.test(from, to) }
    for _ in 0..<Self.mostDecades where terms.to == nil && !test.phases.seesBlowUp {
      test = try self.test(from, Self.rounded(test.sweep.to * 10, .toNearestOrEven))
    }
    return test.phases.seesBlowUp ? test : try self.test(from, to)
  }

  private func linear(_ from: Double, _ to: Double) throws(RangeTestError) -> RangeTest {
    var test = try test(from, to)
    for _ in 0..<8 {
      guard terms.to == nil, let stop = test.phases.stop, stop < terms.points / 2 else { break }
      let end = Self.rounded(1.5 * test.rates[stop], .up)
      guard end > from, end < test.sweep.to else { break }
      test = try self.test(from, end)
    }
    return test
  }

  private func test(_ from: Double, _ to: Double) throws(RangeTestError) -> RangeTest {
    let sweep = try Sweep(from: from, to: to, points: terms.points, spacing: terms.spacing)
    return try RangeTest(
      optimizer, on: surface.objective, start: terms.start, sweep: sweep, convention: terms.convention,
      noise: terms.noise, seed: terms.seed, domain: surface.domain)
  }

  /// The rates at which the first step spans 1e-6 and 1 window diagonals.
  private func firstEnds() throws(RangeTestError) -> (Double, Double) {
    let unit = surface.unitStep(of: optimizer, from: terms.start)
    guard unit > 0, unit.isFinite else {
      throw RangeTestError(
        unit == 0
          ? "a step at rate 1 is too short to move the start, so no span of rates can be found: give --from and --to"
          : "a step at rate 1 has no finite length, which is no measure for rates: give --from and --to")
    }
    let longest = surface.window.diagonal / unit
    // There must be room to move both ends out, and for the first to be a millionth.
    guard (1e-280...1e280).contains(longest) else {
      throw RangeTestError(
        "a step at rate 1 is \(unit) long, so useful rates leave the range of numbers: scale the surface")
    }
    return (Self.rounded(1e-6 * longest, .down), Self.rounded(longest, .up))
  }

  /// A positive number at one figure; upwards, at one of those allowed.
  static func rounded(
    _ number: Double, _ rule: FloatingPointRoundingRule, digits: [Double] = [1, 2, 3, 4, 5, 6, 7, 8, 9]
  ) -> Double {
    let exponent = Int(Lanes.log10(Lanes(number)).floor[0])
    let power = Lanes(10).power(exponent.magnitude > 300 ? 300 : Int(exponent.magnitude))[0]
    var digit = (exponent < 0 ? number * power : number / power).rounded(rule)
    if rule == .up { digit = digits.first { $0 >= digit } ?? 10 }
    return exponent < 0 ? digit / power : digit * power
  }
}

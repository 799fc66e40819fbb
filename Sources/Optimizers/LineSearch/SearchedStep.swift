/// A step whose length a search for the strong Wolfe conditions finds, begun where the last step would lead one to expect.
///
/// ```
/// a0 <- a' s' / s       a', s' the length and slope of the last step: the same fall is expected
/// a0 <- 1 / |p|         without a last step: one unit
/// ```
///
/// Source: J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), Section 3.5.
struct SearchedStep: Sendable {
  /// Length times slope of the last step; nil without one.
  private var expectation: Double?

  /// Moves the point along a direction, and returns the lowest place found; nil, and nothing moves, if there is none below.
  ///
  /// - Parameters:
  ///   - value: The value at the point; finite.
  ///   - gradient: The gradient there; finite.
  mutating func take(
    from point: inout [Double], along direction: [Double], value: Double, gradient: [Double], by search: StrongWolfe,
    oracle: PointOracle
  ) -> Trial? {
    let slope = dot(gradient, direction)
    guard slope < 0, slope.isFinite else { return nil }
    let expected = expectation.map { $0 / slope } ?? 0
    let first = expected > 0 && expected.isFinite ? expected : 1 / length(direction)
    let line = Line(from: point, along: direction, oracle: oracle)
    let here = Trial(length: 0, value: value, gradient: gradient, slope: slope)
    let found = search.search(line, from: here, first: first)
    guard found.length > 0 else {
      expectation = nil
      return nil
    }
    expectation = found.length * slope
    point = line.place(found.length)
    return found
  }
}

internal import Calculus

/// The weights of a schedule-free mean: a step counts as the square of the largest rate so far, times `t^r`.
///
/// Every coordinate keeps the same two numbers of its own, so that the rule remains one of single coordinates.
struct ScheduleFreeMean: Sendable {
  private var total: Lanes = 0
  private var largestRate: Lanes = 0

  /// Takes a step into account and gives its share in the mean of all steps so far; 0 where no step has had a rate.
  ///
  /// - Parameter growth: the factor `t^r`.
  @inline(__always)
  mutating func share(rate: Lanes, growth: Lanes) -> Lanes {
    largestRate = (rate > largestRate).select(rate, largestRate)
    let weight = growth * largestRate * largestRate
    total += weight
    return total.equals(0).select(0, weight / total)
  }
}

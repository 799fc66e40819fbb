#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How values are spread: the increasing map from a value to a position in which even steps look even.
public enum Scale: Sendable, Equatable {
  /// The value itself.
  case linear
  /// log10(value - base): decades of the gap to `base`. A value at or below the base lies infinitely far down.
  case logarithmic(base: Double)
  /// asinh(value / unit) / ln 10: linear within `unit` of zero, decades far from it.
  ///
  /// A logarithm clamped near zero would have a dead band and draw the zero level in the wrong place; asinh has none.
  case symmetric(unit: Double)

  /// Where a value lies.
  public func position(_ value: Double) -> Double {
    switch self {
    case .linear: return value
    case .logarithmic(let base):
      let gap = value - base
      return gap > 0 ? log10(gap) : (gap.isNaN ? .nan : -.infinity)
    case .symmetric(let unit): return asinh(value / unit) / Scale.ln10
    }
  }

  /// The derivative of `position` at a value; infinite where a logarithm meets its base.
  public func slope(_ value: Double) -> Double {
    switch self {
    case .linear: return 1
    case .logarithmic(let base):
      let gap = value - base
      return gap > 0 ? 1 / (gap * Scale.ln10) : .infinity
    case .symmetric(let unit): return 1 / ((value * value + unit * unit).squareRoot() * Scale.ln10)
    }
  }

  /// The value at a position: the inverse of `position`.
  public func value(at position: Double) -> Double {
    switch self {
    case .linear: return position
    case .logarithmic(let base): return base + pow(10, position)
    case .symmetric(let unit): return unit * sinh(position * Scale.ln10)
    }
  }

  private static let ln10 = 2.302585092994046
}

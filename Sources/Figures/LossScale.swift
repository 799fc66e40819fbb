public import Drawing

/// How losses are spread over the height of a panel.
public struct LossScale: Sendable, Equatable {
  /// The map from a loss to a position.
  public let scale: Scale
  /// The losses at the floor and at the top.
  public let range: ClosedRange<Double>
  /// The marks on the axis.
  public let ticks: Ticks

  /// Decades: from the lowest loss met, but not below 1e-12 of the first one, to the highest, but not above three times
  /// the first one.
  ///
  /// - Parameters:
  ///   - first: the loss all start from; positive.
  ///   - curves: all losses that are to be seen.
  ///   - wanted: how many labels the panel has room for.
  public static func logarithmic(first: Double, curves: [[Double]], wanted: Int = 7) -> LossScale {
    let start = first > 0 && first.isFinite ? first : 1
    var (low, high) = (start, start)
    for value in curves.joined() where value > 0 && value.isFinite {
      low = min(low, value)
      high = max(high, value)
    }
    low = max(low, start * 1e-12)
    high = min(high, start * 3)
    // A panel of less than a decade would make a drama of nothing.
    if high < low * 10 {
      // Where nothing falls, curves stand in the middle.
      let lacking = low * 10 / high
      (low, high) = low < start ? (high / 10, high) : (low / lacking.squareRoot(), high * lacking.squareRoot())
    }
    let scale = Scale.logarithmic(base: 0)
    let (floor, top) = (scale.position(low), scale.position(high))
    let margin = 0.035 * (top - floor)
    let range = scale.value(at: floor - margin)...scale.value(at: top + margin)
    return LossScale(scale: scale, range: range, ticks: .logarithmic(range, wanted: wanted))
  }

  /// Decades to both sides of zero, for losses without a minimum.
  ///
  /// - Parameters:
  ///   - first: the loss all start from.
  ///   - window: the lowest and the highest loss in the window; beyond them curves leave the panel.
  ///   - curves: all losses that are to be seen.
  ///   - wanted: how many labels the panel has room for.
  public static func symmetric(
    first: Double, window: ClosedRange<Double>, curves: [[Double]], wanted: Int = 7
  ) -> LossScale {
    var (low, high) = (min(first, 0), max(first, 0))
    for value in curves.joined() where value.isFinite {
      low = min(low, max(value, window.lowerBound))
      high = max(high, min(value, window.upperBound))
    }
    let largest = max(abs(low), abs(high))
    guard largest > 0 else { return linear(-1...1) }
    let unit = 1e-4 * largest
    let scale = Scale.symmetric(unit: unit)
    let (floor, top) = (scale.position(low), scale.position(high))
    let margin = 0.04 * (top - floor)
    let range = scale.value(at: floor - margin)...scale.value(at: top + margin)
    // Decades closer to zero than ten units would crowd against it.
    return LossScale(scale: scale, range: range, ticks: .symmetric(range, unit: 10 * unit, wanted: wanted))
  }

  /// For losses without a minimum: decades where all are positive, which need no room for zero, else decades to both
  /// sides of zero.
  ///
  /// The parameters are those of `symmetric`.
  public static func withoutMinimum(
    first: Double, window: ClosedRange<Double>, curves: [[Double]], wanted: Int = 7
  ) -> LossScale {
    let arePositive = first > 0 && curves.allSatisfy { $0.allSatisfy { $0 > 0 || $0.isNaN } }
    return arePositive
      ? .logarithmic(first: first, curves: curves, wanted: wanted)
      : .symmetric(first: first, window: window, curves: curves, wanted: wanted)
  }

  /// What is drawn on this scale, with a word on the scale where it is an unusual one.
  public func title(of name: String) -> String {
    if case .symmetric = scale { name + ", symmetric log" } else { name }
  }

  /// Even steps over a range.
  public static func linear(_ range: ClosedRange<Double>, wanted: Int = 5) -> LossScale {
    LossScale(scale: .linear, range: range, ticks: .linear(range, wanted: wanted))
  }

  /// How high a loss lies: 0 at the floor, 1 at the top; infinitely far out for what the scale does not reach.
  public func height(of value: Double) -> Double {
    if value.isNaN { return .infinity }
    let (floor, top) = (scale.position(range.lowerBound), scale.position(range.upperBound))
    return (scale.position(value) - floor) / (top - floor)
  }
}

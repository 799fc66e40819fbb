/// Quantiles of many numbers, with what is between two of them in proportion.
///
/// Of n sorted numbers the quantile of share p stands at place (n - 1) p, counted from 0.
///
/// - Source: R. J. Hyndman, Y. Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996) 361,
///   definition 7, which NumPy and R use.
public enum Quantiles {
  /// The shares an ensemble is summed up by: the median, the middle half and the middle nine tenths.
  public static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

  /// The quantile of a share from 0 to 1; NaN of no numbers.
  ///
  /// - Parameter sorted: increasing; infinite ones may stand at the ends.
  public static func quantile(_ share: Double, ofSorted sorted: [Double]) -> Double {
    guard !sorted.isEmpty else { return .nan }
    let place = share * Double(sorted.count - 1)
    let index = min(Int(place), sorted.count - 1)
    let part = place - Double(index)
    let (low, high) = (sorted[index], sorted[min(index + 1, sorted.count - 1)])
    return part == 0 || low == high ? low : low + part * (high - low)
  }
}

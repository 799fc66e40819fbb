#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The heights at which contours are drawn.
///
/// They belong to the figure and are shared by its panels.
public struct Levels: Sendable, Equatable {
  /// How strongly a level is drawn.
  public enum Weight: Sendable, Equatable {
    /// A hairline, without label or fill.
    case minor
    /// A line with a label; the ground changes its colour here.
    case major
    /// The same, heavier: the level zero of values with both signs.
    case zero
  }

  /// One height.
  public struct Level: Sendable, Equatable {
    /// The height.
    public var value: Double
    /// How strongly it is drawn.
    public var weight: Weight
    /// What stands in its line, in the markup of `Text`; empty for hairlines.
    public var label: String

    /// A height with its weight and label.
    public init(_ value: Double, _ weight: Weight, label: String = "") {
      self.value = value
      self.weight = weight
      self.label = label
    }
  }

  /// The levels, lowest first; at most 255.
  public let all: [Level]
  /// The scale on which the function is interpolated between them.
  public let scale: Scale

  /// Levels on a scale; they are sorted, and equal ones and those beyond the first 255 left out.
  public init(_ levels: [Level], scale: Scale) {
    var sorted: [Level] = []
    for level in levels.sorted(by: { $0.value < $1.value }) where level.value.isFinite {
      if sorted.last?.value != level.value { sorted.append(level) }
    }
    self.all = Array(sorted.prefix(255))
    self.scale = scale
  }

  /// The heights alone.
  public var values: [Double] { all.map(\.value) }

  /// How high on the ramp of the ground the region above each level lies: k of n for the k-th level that is filled,
  /// nothing for hairlines.
  ///
  /// Below the lowest level the ground is 0.
  public var fills: [Double?] {
    let count = all.count { $0.weight != .minor }
    var filled = 0
    return all.map { level in
      guard level.weight != .minor else { return nil }
      filled += 1
      return Double(filled) / Double(count)
    }
  }
}

extension Levels {
  /// Decades of the gap to `base`, with hairlines at 2 and 5.
  ///
  /// They run from the decade nearest to the 0.02 % quantile of the values, so that the lowest still surrounds
  /// something, up to the maximum; not lower than 10^-3, or than three decades below the highest where that is
  /// below 1. Beyond nine decades only every second, third, ... is heavy and the rest are hairlines. Below two decades 1, 2
  /// and 5 are all heavy; if even these are fewer than three, levels are linear.
  public static func logarithmic(_ values: [Double], base: Double) -> Levels {
    let scale = Scale.logarithmic(base: base)
    let gaps = values.lazy.map { $0 - base }.filter { $0.isFinite }
    guard let top = gaps.max(), top > 0 else { return Levels([], scale: scale) }
    let low = max(smallest(gaps, share: 0.0002), top * 1e-30)
    let highest = Int(log10(top).rounded(.down))
    let lowest = max(Int(log10(low).rounded()), min(-3, highest - 3))
    func gap(_ digit: Int, _ exponent: Int) -> Double { Double(digit) * pow(10, Double(exponent)) }
    guard highest > lowest else {
      let close = (lowest - 1...max(lowest, highest)).flatMap { exponent in
        [1, 2, 5].map { gap($0, exponent) }
      }.filter { $0 > low && $0 < top }
      guard close.count >= 3 else { return linear(values) }
      return Levels(close.map { Level(base + $0, .major, label: NumberText.shortest($0)) }, scale: scale)
    }
    let stride = (highest - lowest) / 9 + 1
    let levels = (lowest...highest).flatMap { exponent -> [Level] in
      guard stride == 1 else {
        let isHeavy = exponent % stride == 0
        return [
          Level(base + gap(1, exponent), isHeavy ? .major : .minor, label: isHeavy ? decade(exponent) : "")
        ]
      }
      return [
        Level(base + gap(1, exponent), .major, label: decade(exponent)),
        Level(base + gap(2, exponent), .minor),
        Level(base + gap(5, exponent), .minor),
      ]
    }
    return Levels(levels.filter { $0.value < base + top }, scale: scale)
  }

  /// About six round heights over the whole range, with three or four hairlines between each two.
  public static func linear(_ values: [Double]) -> Levels {
    let finite = values.lazy.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), high > low, (high - low).isFinite else {
      return Levels([], scale: .linear)
    }
    let step = Ticks.niceStep(atLeast: (high - low) / 8)
    let parts = step.digit == 2 ? 4 : 5
    let hair = step.value / Double(parts)
    let decimals = max(0, -step.exponent)
    let (first, last) = ((low / hair).rounded(.up), (high / hair).rounded(.down))
    guard last >= first, last - first < 250, abs(first) < 1e15, abs(last) < 1e15 else {
      return Levels([], scale: .linear)
    }
    let levels = (Int(first)...Int(last)).map { index -> Level in
      guard index % parts == 0 else { return Level(Double(index) * hair, .minor) }
      let value = Double(index / parts) * step.value
      let label = abs(step.exponent) > 4 ? NumberText.shortest(value) : NumberText.fixed(value, decimals: decimals)
      return Level(value, .major, label: label)
    }
    return Levels(levels.filter { $0.value > low && $0.value < high }, scale: .linear)
  }

  /// Heights to both sides of zero: 0, then decades with hairlines at 2 and 5.
  ///
  /// The heavy levels run from one decade below the largest decade that both signs reach, but at most four below the
  /// larger one, up to the ends of the range. The unit of the scale is a fifth of the smallest heavy level: for values
  /// from -4 to 4 the levels are ±0.1 and ±1 and the unit .02.
  public static func symmetric(_ values: [Double]) -> Levels {
    let finite = values.lazy.filter { $0.isFinite }
    guard let low = finite.min(), let high = finite.max(), max(-low, high) > 0 else {
      return Levels([], scale: .symmetric(unit: 1))
    }
    let (larger, smaller) = (max(-low, high), min(-low, high))
    let outer = Int(log10(larger).rounded(.down))
    let shared = smaller > 0 ? max(outer - 3, Int(log10(smaller).rounded(.down))) : outer
    let inner = shared - 1
    var levels = low < 0 && high > 0 ? [Level(0, .zero, label: "0")] : []
    for exponent in inner...outer {
      let decade = pow(10, Double(exponent))
      for sign in [1.0, -1.0] {
        let size = abs(exponent) <= 2 ? NumberText.shortest(decade) : NumberText.power(ofTen: exponent)
        levels.append(Level(sign * decade, .major, label: sign < 0 ? "\u{2212}" + size : size))
        levels.append(Level(sign * 2 * decade, .minor))
        levels.append(Level(sign * 5 * decade, .minor))
      }
    }
    return Levels(
      levels.filter { $0.value > low && $0.value < high }, scale: .symmetric(unit: 0.2 * pow(10, Double(inner))))
  }

  /// Heights between which the map has about equal areas: ten parts, every second height heavy.
  ///
  /// Each is rounded as coarsely as a fraction of the way to its neighbours allows, so that a line says `30` and not
  /// `29.6`.
  public static func quantile(_ values: [Double]) -> Levels {
    let stride = max(1, values.count / 4096)
    let sample = Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }.filter(\.isFinite).sorted()
    guard let low = sample.first, let high = sample.last, high > low else { return Levels([], scale: .linear) }
    let heights = (0...10).map { sample[$0 * (sample.count - 1) / 10] }
    let levels = (1...9).map { part -> Level in
      let value = heights[part]
      let round = Ticks.rounded(value, within: min(value - heights[part - 1], heights[part + 1] - value) / 8)
      guard part % 2 == 1 else { return Level(round ?? value, .minor) }
      return Level(round ?? value, .major, label: round.map(NumberText.shortest) ?? NumberText.value(value))
    }
    return Levels(levels.filter { $0.value > low && $0.value < high }, scale: .linear)
  }

  /// How a decade is written: `1` and `10` plain, else as a power.
  static func decade(_ exponent: Int) -> String {
    exponent == 0 ? "1" : exponent == 1 ? "10" : NumberText.power(ofTen: exponent)
  }

  /// The value below which the given share of all values lies.
  ///
  /// The share is small: only the smallest are kept, in order.
  private static func smallest(_ values: some Sequence<Double>, share: Double) -> Double {
    var kept: [Double] = []
    var count = 0
    for value in values {
      count += 1
      let wanted = Int(share * Double(count)) + 1
      if kept.count >= wanted, let last = kept.last, value >= last { continue }
      let place = kept.firstIndex { $0 > value } ?? kept.count
      kept.insert(value, at: place)
      if kept.count > wanted + 64 { kept.removeLast() }
    }
    let rank = min(kept.count - 1, Int(share * Double(count)))
    return rank >= 0 ? kept[rank] : 0
  }
}

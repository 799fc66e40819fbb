#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One mark on an axis.
public struct Tick: Sendable, Equatable {
  /// Where it stands, in the values of the axis.
  public var value: Double
  /// What is written at it, in the markup of `Text`; nothing at a minor tick.
  public var label: String?

  /// A mark at a value.
  public init(_ value: Double, label: String? = nil) {
    self.value = value
    self.label = label
  }
}

/// The marks on an axis, in increasing order.
public struct Ticks: Sendable, Equatable {
  /// The marks.
  public var marks: [Tick]
  /// The labels are to be read times ten to this power, which stands once at the end of the axis; 0 for most axes.
  public var exponent: Int

  /// Marks with a common power of ten.
  public init(_ marks: [Tick], exponent: Int = 0) {
    self.marks = marks
    self.exponent = exponent
  }

  /// The marks that are written at.
  public var labelled: [Tick] { marks.filter { $0.label != nil } }
}

extension Ticks {
  /// Round numbers on a linear axis, all inside it, written with one precision.
  ///
  /// Labels from 100 000 up or below 0.0001 share a power of ten.
  ///
  /// - Parameter wanted: how many labels would fill the axis well, at least two.
  public static func linear(_ range: ClosedRange<Double>, wanted: Int) -> Ticks {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low, (high - low).isFinite, let best = Wilkinson.best(in: range, wanted: max(2, wanted)) else {
      return Ticks(low.isFinite ? [Tick(low, label: NumberText.shortest(low))] : [])
    }
    let values = (0..<best.count).map { best.value($0) }
    let largest = values.reduce(0) { max($0, abs($1)) }
    let power = largest > 0 ? Int(log10(largest * (1 + 1e-12)).rounded(.down)) : 0
    let exponent = power >= 5 || power < -4 ? power : 0
    // One precision for all: as many decimals as the step has.
    let factor = pow(10, Double(-exponent))
    let decimals = (0...15).first { decimals in
      values.allSatisfy { value in
        let scaled = value * factor * pow(10, Double(decimals))
        let step = abs(best.step * factor) * pow(10, Double(decimals))
        // Beside the rounding of the number itself, which is all there is where the axis is far from zero.
        return abs(scaled - scaled.rounded()) < max(1e-6 * step, 4 * scaled.ulp)
      }
    }
    return Ticks(
      values.map { Tick($0, label: NumberText.fixed($0 * factor, decimals: decimals ?? 15)) }, exponent: exponent)
  }

  /// The multiples of 1, 2, 4 or 5 times a power of ten on a short linear axis: as many as there may be, and at least two.
  ///
  /// They keep to the simplest numbers and may stay away from the ends. Very long or small ones have a power of ten each.
  ///
  /// - Parameter most: at least two.
  public static func simple(_ range: ClosedRange<Double>, most: Int) -> Ticks {
    let length = range.upperBound - range.lowerBound
    guard length > 0, length.isFinite else { return linear(range, wanted: 2) }
    let exponent = Int(log10(length / Double(max(2, most) + 1)).rounded(.down))
    for power in exponent...exponent + 1 {
      for digit in [1.0, 2, 4, 5] {
        let step = power < 0 ? digit / pow(10, Double(-power)) : digit * pow(10, Double(power))
        let (first, last) = ((range.lowerBound / step).rounded(.up), (range.upperBound / step).rounded(.down))
        guard last - first >= 1, last - first < Double(max(2, most)) else { continue }
        let isPlain = max(first.magnitude, last.magnitude) * step < 1e5 && power >= -4
        return Ticks(
          (0...Int(last - first)).map { index in
            let value = (first + Double(index)) * step
            return Tick(
              value, label: isPlain ? NumberText.fixed(value, decimals: max(0, -power)) : NumberText.value(value))
          })
      }
    }
    return linear(range, wanted: 2)
  }

  /// Decades on a logarithmic axis of positive values, every second, third, ...
  ///
  /// where more than seven would be written.
  ///
  /// 2 to 9 are minor ticks where each decade is written and there are fewer than eight. Below two decades 1, 2 and 5
  /// are written, below one the ticks are those of a linear axis.
  public static func logarithmic(_ range: ClosedRange<Double>, wanted: Int = 7) -> Ticks {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard low > 0, high.isFinite, high > low else { return linear(range, wanted: wanted) }
    let decades = log10(high) - log10(low)
    guard decades >= 1 else { return linear(range, wanted: min(wanted, 5)) }
    let first = Int(log10(low).rounded(.down))
    let last = Int(log10(high).rounded(.up))
    func inside(_ value: Double) -> Bool { value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9) }
    let whole = (first...last).filter { inside(pow(10, Double($0))) }
    let stride = (1...700).first { stride in whole.count { $0 % stride == 0 } <= max(2, wanted) } ?? 1
    var marks: [Tick] = []
    for exponent in first...last {
      for digit in 1...9 {
        let value = Double(digit) * pow(10, Double(exponent))
        guard inside(value) else { continue }
        if digit == 1, exponent % stride == 0 {
          marks.append(Tick(value, label: decades < 2 ? plain(1, exponent) : Levels.decade(exponent)))
        } else if decades < 2, digit == 2 || digit == 5 {
          marks.append(Tick(value, label: plain(digit, exponent)))
        } else if stride == 1, decades < 8 {
          marks.append(Tick(value))
        }
      }
    }
    return Ticks(marks)
  }

  /// Zero and the decades to both sides of it, down to the unit of a symmetric scale; at most seven are written.
  public static func symmetric(_ range: ClosedRange<Double>, unit: Double, wanted: Int = 7) -> Ticks {
    let (low, high) = (range.lowerBound, range.upperBound)
    let largest = max(abs(low), abs(high))
    guard unit > 0, high > low, largest.isFinite, largest > unit else { return linear(range, wanted: min(wanted, 5)) }
    let exponents = Int(log10(unit).rounded(.up))...Int(log10(largest * (1 + 1e-9)).rounded(.down))
    func marks(_ stride: Int) -> [Tick] {
      let decades = exponents.filter { (exponents.upperBound - $0) % stride == 0 }
      let sizes = decades.map { (value: pow(10, Double($0)), label: Levels.decade($0)) }
      let all =
        sizes.reversed().map { Tick(-$0.value, label: "\u{2212}" + $0.label) } + [Tick(0, label: "0")]
        + sizes.map { Tick($0.value, label: $0.label) }
      return all.filter { $0.value >= low && $0.value <= high }
    }
    let stride = (1...700).first { marks($0).count <= max(3, wanted) } ?? 1
    return Ticks(marks(stride))
  }

  /// Whole numbers from zero up to a count of steps.
  public static func steps(upTo count: Int, wanted: Int) -> Ticks {
    let nice = niceStep(atLeast: Double(max(1, count)) / Double(max(1, wanted)))
    let step = max(1, Int(nice.value.rounded()))
    return Ticks(stride(from: 0, through: max(0, count), by: step).map { Tick(Double($0), label: "\($0)") })
  }

  /// The smallest of 1, 2 and 5 times a power of ten that is not below a positive number.
  static func niceStep(atLeast smallest: Double) -> (value: Double, digit: Int, exponent: Int) {
    let exponent = Int(log10(smallest * (1 - 1e-9)).rounded(.down))
    let decade = pow(10, Double(exponent))
    for digit in [1, 2, 5] where Double(digit) * decade >= smallest * (1 - 1e-9) {
      return (exponent < 0 ? Double(digit) / pow(10, Double(-exponent)) : Double(digit) * decade, digit, exponent)
    }
    return (pow(10, Double(exponent + 1)), 1, exponent + 1)
  }

  /// The multiple of the nice step at least as large as a length that is nearest to a number.
  ///
  /// It is at most 1.25 lengths away. Nothing for a length that is not positive, or lost beside the number.
  static func rounded(_ number: Double, within length: Double) -> Double? {
    guard length > 0, length.isFinite else { return nil }
    let step = niceStep(atLeast: length)
    let count = (number / step.value).rounded()
    guard abs(count) < 1e12 else { return nil }
    // Read from decimals, so that the number is the one its label says.
    return Double("\(Int(count) * step.digit)e\(step.exponent)")
  }

  private static func plain(_ digit: Int, _ exponent: Int) -> String {
    NumberText.shortest(Double("\(digit)e\(exponent)") ?? 0)
  }
}

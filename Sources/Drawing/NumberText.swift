/// Numbers as people read them, in the markup of `Text`: `0.0383`, `1.23×10^{−6}`, `−65.2`, `∞`.
///
/// Rounding starts from the shortest decimal that reads back as the same number, and takes halves away from zero: 2.675
/// to three figures is 2.68, as its reader would expect, though the nearest double lies a hair below. The minus sign is
/// U+2212.
public enum NumberText {
  /// What stands for a number that is not there: an en dash.
  public static let none = "\u{2013}"

  /// A loss, a distance: three figures, plain from 0.001 to 9999, else a power of ten.
  public static func value(_ number: Double) -> String {
    significant(number, figures: 3, plainFrom: -3)
  }

  /// A rate: three figures, plain from 0.0001 to 9999, else a power of ten.
  public static func rate(_ number: Double) -> String {
    significant(number, figures: 3, plainFrom: -4)
  }

  /// A number with a count of significant figures.
  ///
  /// Numbers of four digits before the point are written whole. Powers of ten with two digits cost a figure, so that
  /// columns stay narrow. NaN is `∞` too: to a reader of losses both mean that the number is lost.
  ///
  /// - Parameters:
  ///   - figures: at least one.
  ///   - plainFrom: the smallest power of ten that is written without an exponent.
  public static func significant(_ number: Double, figures: Int, plainFrom: Int) -> String {
    guard number.isFinite else { return number < 0 ? "\u{2212}∞" : "∞" }
    guard let exact = Decimal(number) else { return "0" }
    let sign = number < 0 ? "\u{2212}" : ""
    // Up to four digits before the point none of them is dropped.
    var rounded = exact.exponent < 4 ? exact.rounded(toFigures: max(figures, exact.exponent + 1)) : exact
    if rounded.exponent >= plainFrom, rounded.exponent < 4 {
      return sign + rounded.plain(decimals: max(0, figures - 1 - rounded.exponent))
    }
    rounded = exact.rounded(toFigures: figures)
    if abs(rounded.exponent) >= 10 { rounded = exact.rounded(toFigures: max(1, figures - 1)) }
    let kept = abs(rounded.exponent) >= 10 ? max(1, figures - 1) : figures
    let mantissa = Decimal(digits: rounded.digits, exponent: 0).plain(decimals: kept - 1)
    return sign + mantissa + "×" + power(ofTen: rounded.exponent)
  }

  /// A number with a count of decimals: one precision for a whole axis.
  ///
  /// What rounds to zero has no sign.
  public static func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return number < 0 ? "\u{2212}∞" : "∞" }
    guard let exact = Decimal(number) else { return Decimal(digits: [0], exponent: 0).plain(decimals: decimals) }
    let rounded = exact.rounded(toDecimals: decimals)
    let isZero = rounded.digits.allSatisfy { $0 == 0 }
    return (number < 0 && !isZero ? "\u{2212}" : "") + rounded.plain(decimals: decimals)
  }

  /// A number in the fewest digits that read back as the same one: `0.1`, `2500`, `−3×10^{12}`.
  public static func shortest(_ number: Double) -> String {
    guard number.isFinite else { return number < 0 ? "\u{2212}∞" : "∞" }
    guard let exact = Decimal(number) else { return "0" }
    let sign = number < 0 ? "\u{2212}" : ""
    if exact.exponent >= -5, exact.exponent < 6 {
      return sign + exact.plain(decimals: max(0, exact.digits.count - 1 - exact.exponent))
    }
    let isOne = exact.digits == [1]
    let mantissa = Decimal(digits: exact.digits, exponent: 0).plain(decimals: exact.digits.count - 1)
    return sign + (isOne ? "" : mantissa + "×") + power(ofTen: exact.exponent)
  }

  /// A power of ten: `10^{−6}`.
  public static func power(ofTen exponent: Int) -> String { "10^{" + integer(exponent) + "}" }

  /// An integer with a true minus sign.
  public static func integer(_ number: Int) -> String {
    number < 0 ? "\u{2212}\(number.magnitude)" : "\(number)"
  }
}

/// The decimal digits of a positive number: d.ddd times ten to the exponent.
///
/// No digits are the number nothing.
private struct Decimal {
  var digits: [Int]
  var exponent: Int

  init(digits: [Int], exponent: Int) {
    self.digits = digits
    self.exponent = exponent
  }

  /// The shortest decimal that reads back as the magnitude of a finite number; nothing for zero.
  init?(_ number: Double) {
    let text = number.magnitude.description
    let parts = text.split(separator: "e", maxSplits: 1)
    let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = mantissa.joined().compactMap(\.wholeNumberValue)
    var exponent = mantissa[0].count - 1 + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    let leading = digits.prefix { $0 == 0 }.count
    digits.removeFirst(leading)
    exponent -= leading
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { return nil }
    self.init(digits: digits, exponent: exponent)
  }

  func rounded(toFigures figures: Int) -> Decimal {
    guard figures < digits.count else { return self }
    guard figures >= 0 else { return Decimal(digits: [0], exponent: 0) }
    var kept = Array(digits[..<figures])
    guard digits[figures] >= 5 else { return kept.isEmpty ? Decimal(digits: [0], exponent: 0) : with(kept) }
    var index = figures - 1
    while index >= 0, kept[index] == 9 {
      kept[index] = 0
      index -= 1
    }
    if index >= 0 {
      kept[index] += 1
      return with(kept)
    }
    return Decimal(digits: [1] + kept, exponent: exponent + 1)
  }

  func rounded(toDecimals decimals: Int) -> Decimal { rounded(toFigures: exponent + 1 + decimals) }

  private func with(_ digits: [Int]) -> Decimal { Decimal(digits: digits, exponent: exponent) }

  /// The number without an exponent, with that many decimals, filled up with zeros.
  func plain(decimals: Int) -> String {
    func digit(atPower power: Int) -> Character {
      let index = exponent - power
      return digits.indices.contains(index) ? Character("\(digits[index])") : "0"
    }
    let whole = String((0...max(0, exponent)).reversed().map(digit(atPower:)))
    guard decimals > 0 else { return whole }
    return whole + "." + String((1...decimals).map { digit(atPower: -$0) })
  }
}

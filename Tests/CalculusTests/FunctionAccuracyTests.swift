import Calculus
import Foundation
import Testing

/// Values against Reference/functions.txt, made by Reference/make_functions.py.
struct FunctionAccuracyTests {
  struct Point {
    let function: String
    let arguments: [Double]
    /// The exact result lies `offset` units in the last place above this double.
    let nearest: Double
    let offset: Double
  }

  /// The bounds of the documentation, in ulp.
  static let bounds: [String: Double] = [
    "exp": 1, "expm1": 1.5, "log": 1, "log1p": 1, "log2": 1, "log10": 1, "sin": 1, "cos": 1, "tan": 2.5, "asin": 1,
    "acos": 1, "atan": 1, "atan2": 2, "sinh": 2.5, "cosh": 1, "tanh": 1.5, "pow": 1, "cbrt": 1, "hypot": 1.5,
    "sigmoid": 2.5,
  ]

  static let points: [String: [Point]] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Reference/functions.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [:] }
    let points = text.split(separator: "\n").compactMap { line -> Point? in
      let words = line.split(separator: " ")
      let numbers = words.dropFirst().dropLast().compactMap { UInt64($0, radix: 16).map(Double.init(bitPattern:)) }
      guard let name = words.first, let nearest = numbers.last, let last = words.last, let offset = Double(last) else {
        return nil
      }
      return Point(
        function: String(name), arguments: Array(numbers.dropLast()), nearest: nearest, offset: offset / 256)
    }
    return Dictionary(grouping: points, by: \.function)
  }()

  @Test(arguments: bounds.keys.sorted())
  func errorIsBelowTheStatedBound(name: String) throws {
    let points = try #require(Self.points[name])
    let bound = try #require(Self.bounds[name])
    #expect(points.count > 100)
    for point in points {
      let value = LaneFunctions.apply(name, point.arguments[0], point.arguments.last ?? 0)
      // A result next to a power of two may be counted in the finer ulp of the other side: no bound rests on it.
      let error = abs((value - point.nearest) / point.nearest.ulp - point.offset)
      #expect(error <= bound, "\(name)\(point.arguments) = \(value), \(error) ulp from \(point.nearest)")
    }
  }

  @Test func powersOfTwoHaveWholeLogarithms() {
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      #expect(Lanes.log2(Lanes(power))[0] == Double(exponent))
      #expect(Lanes.pow(2, Lanes(Double(exponent)))[0] == power)
    }
  }

  @Test func powersOfTenHaveWholeLogarithms() {
    var power = 1.0
    for exponent in 0...22 {
      #expect(Lanes.log10(Lanes(power))[0] == Double(exponent))
      #expect(Lanes.pow(10, Lanes(Double(exponent)))[0] == power)
      power *= 10
    }
  }

  @Test func smallWholeResultsAreExact() {
    for number in stride(from: 1.0, through: 1000, by: 1) {
      #expect(Lanes.cbrt(Lanes(number * number * number))[0] == number)
      #expect(Lanes.hypot(Lanes(3 * number), Lanes(-4 * number))[0] == 5 * number)
      #expect(Lanes.pow(Lanes(-number), 3)[0] == -number * number * number)
    }
  }

  @Test(arguments: ["sin", "tan", "asin", "atan", "sinh", "tanh", "cbrt", "sign"])
  func oddFunctionsAreOdd(name: String) {
    for n in 0..<2000 {
      let x = LaneFunctions.argument(UInt64(n), of: 1)
      // sign gives 0, not -0, for both zeros.
      if name == "sign" && x == 0 { continue }
      #expect(LaneFunctions.bits(-LaneFunctions.apply(name, x)) == LaneFunctions.bits(LaneFunctions.apply(name, -x)))
    }
  }

  @Test(arguments: ["cos", "cosh"])
  func evenFunctionsAreEven(name: String) {
    for n in 0..<2000 {
      let x = LaneFunctions.argument(UInt64(n), of: 2)
      #expect(LaneFunctions.bits(LaneFunctions.apply(name, x)) == LaneFunctions.bits(LaneFunctions.apply(name, -x)))
    }
  }
}

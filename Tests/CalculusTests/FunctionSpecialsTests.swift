import Calculus
import Testing

/// Zeros, infinities, NaN, thresholds: the rules of IEEE 754, section 9.2, by hand.
struct FunctionSpecialsTests {
  static let infinity = Double.infinity
  static let huge = Double.greatestFiniteMagnitude
  static let tiny = Double.leastNonzeroMagnitude

  static let ofOne: [(String, Double, Double)] = [
    ("exp", 0, 1), ("exp", -0.0, 1), ("exp", infinity, infinity), ("exp", -infinity, 0), ("exp", 710, infinity),
    ("exp", -746, 0), ("exp", 0x1.62e42fefa39efp+9, 0x1.fffffffffff2ap+1023), ("exp", 0x1.62e42fefa39f0p+9, infinity),
    ("exp", -0x1.74910d52d3051p+9, tiny), ("exp", -0x1.74910d52d3052p+9, 0), ("exp", huge, infinity), ("exp", tiny, 1),
    ("expm1", -0.0, -0.0), ("expm1", -infinity, -1), ("expm1", infinity, infinity), ("expm1", tiny, tiny),
    ("expm1", -huge, -1), ("expm1", 710, infinity),
    ("log", 0, -infinity), ("log", -0.0, -infinity), ("log", 1, 0), ("log", infinity, infinity), ("log", -1, .nan),
    ("log", -infinity, .nan), ("log", -tiny, .nan),
    ("log1p", -0.0, -0.0), ("log1p", -1, -infinity), ("log1p", -2, .nan), ("log1p", infinity, infinity),
    ("log1p", -infinity, .nan), ("log1p", tiny, tiny),
    ("log2", 0, -infinity), ("log2", infinity, infinity), ("log2", -1, .nan), ("log2", tiny, -1074),
    ("log10", -0.0, -infinity), ("log10", infinity, infinity), ("log10", -huge, .nan), ("log10", 1, 0),
    ("sin", 0, 0), ("sin", -0.0, -0.0), ("sin", infinity, .nan), ("sin", -infinity, .nan), ("sin", -tiny, -tiny),
    ("cos", -0.0, 1), ("cos", infinity, .nan), ("cos", tiny, 1),
    ("tan", -0.0, -0.0), ("tan", infinity, .nan), ("tan", tiny, tiny),
    ("asin", -0.0, -0.0), ("asin", 1, .pi / 2), ("asin", -1, -.pi / 2), ("asin", 1.0000000000000002, .nan),
    ("asin", infinity, .nan), ("asin", tiny, tiny),
    ("acos", 1, 0), ("acos", -1, .pi), ("acos", 0, .pi / 2), ("acos", -1.5, .nan), ("acos", -infinity, .nan),
    ("atan", -0.0, -0.0), ("atan", infinity, .pi / 2), ("atan", -infinity, -.pi / 2), ("atan", 1, .pi / 4),
    ("atan", tiny, tiny), ("atan", huge, .pi / 2),
    ("sinh", -0.0, -0.0), ("sinh", infinity, infinity), ("sinh", -infinity, -infinity), ("sinh", 711, infinity),
    ("sinh", tiny, tiny), ("sinh", -huge, -infinity),
    ("cosh", 0, 1), ("cosh", -infinity, infinity), ("cosh", -711, infinity), ("cosh", tiny, 1),
    ("tanh", -0.0, -0.0), ("tanh", infinity, 1), ("tanh", -infinity, -1), ("tanh", 20, 1), ("tanh", tiny, tiny),
    ("sigmoid", 0, 0.5), ("sigmoid", infinity, 1), ("sigmoid", -infinity, 0), ("sigmoid", huge, 1),
    ("sigmoid", -huge, 0),
    ("cbrt", -0.0, -0.0), ("cbrt", infinity, infinity), ("cbrt", -infinity, -infinity), ("cbrt", 0x1p-1074, 0x1p-358),
    ("relu", -0.0, 0), ("relu", -3, 0), ("relu", 3, 3), ("relu", infinity, infinity), ("relu", -infinity, 0),
    ("sign", 0, 0), ("sign", -0.0, 0), ("sign", tiny, 1), ("sign", -tiny, -1), ("sign", infinity, 1),
    ("sign", -infinity, -1),
    ("sqrt", -0.0, -0.0), ("sqrt", -1, .nan), ("sqrt", infinity, infinity),
  ]

  static let ofTwo: [(String, Double, Double, Double)] = [
    ("pow", .nan, 0, 1), ("pow", infinity, -0.0, 1), ("pow", 0, 0, 1), ("pow", 1, .nan, 1), ("pow", 1, -infinity, 1),
    ("pow", .nan, 1, .nan), ("pow", 2, .nan, .nan), ("pow", -1, infinity, 1), ("pow", -1, -infinity, 1),
    ("pow", 0, 3, 0), ("pow", -0.0, 3, -0.0), ("pow", -0.0, 2, 0), ("pow", -0.0, 0.5, 0), ("pow", 0, -3, infinity),
    ("pow", -0.0, -3, -infinity), ("pow", -0.0, -2, infinity), ("pow", -0.0, -0.5, infinity), ("pow", 0, infinity, 0),
    ("pow", 0, -infinity, infinity), ("pow", 2, infinity, infinity), ("pow", 2, -infinity, 0),
    ("pow", 0.5, infinity, 0), ("pow", -0.5, -infinity, infinity), ("pow", infinity, 2, infinity),
    ("pow", infinity, -2, 0), ("pow", -infinity, 3, -infinity), ("pow", -infinity, 2, infinity),
    ("pow", -infinity, -3, -0.0), ("pow", -infinity, 0.5, infinity), ("pow", -2, 3, -8), ("pow", -2, -3, -0.125),
    ("pow", -2, 0.5, .nan), ("pow", -2, 0x1p53, infinity), ("pow", -1, 0x1p53 - 1, -1), ("pow", -1, 1e300, 1),
    ("pow", 2, 1024, infinity), ("pow", 2, -1075, 0), ("pow", 2, -1074, tiny), ("pow", -2, 1025, -infinity),
    ("pow", huge, huge, infinity), ("pow", tiny, huge, 0), ("pow", 1.0000000000000002, huge, infinity),
    ("pow", 0.9999999999999999, huge, 0), ("pow", huge, tiny, 1), ("pow", tiny, 1, tiny), ("pow", 7.3, 1, 7.3),
    ("atan2", 0, 0, 0), ("atan2", -0.0, 0, -0.0), ("atan2", 0, -0.0, .pi), ("atan2", -0.0, -0.0, -.pi),
    ("atan2", 0, -1, .pi), ("atan2", -0.0, 1, -0.0), ("atan2", 1, 0, .pi / 2), ("atan2", -1, -0.0, -.pi / 2),
    ("atan2", infinity, infinity, .pi / 4), ("atan2", -infinity, -infinity, -3 * .pi / 4),
    ("atan2", 1, infinity, 0), ("atan2", -1, infinity, -0.0), ("atan2", 1, -infinity, .pi),
    ("atan2", infinity, 1, .pi / 2), ("atan2", .nan, 1, .nan), ("atan2", 1, .nan, .nan),
    ("atan2", infinity, .nan, .nan),
    ("atan2", huge, tiny, .pi / 2), ("atan2", tiny, huge, 0), ("atan2", 0, .nan, .nan),
    ("hypot", infinity, .nan, infinity), ("hypot", .nan, -infinity, infinity), ("hypot", .nan, 1, .nan),
    ("hypot", 0, -0.0, 0), ("hypot", tiny, 0, tiny), ("hypot", huge, 0, huge), ("hypot", huge, huge, infinity),
    ("hypot", 3e300, 4e300, 5e300), ("hypot", 3 * tiny, 4 * tiny, 5 * tiny),
    ("minimum", 1, 2, 1), ("minimum", .nan, 2, .nan), ("minimum", 2, .nan, .nan), ("minimum", 0, -0.0, -0.0),
    ("minimum", -0.0, 0, -0.0), ("minimum", -infinity, infinity, -infinity),
    ("minimum", infinity, -infinity, -infinity),
    ("maximum", 1, 2, 2), ("maximum", .nan, 2, .nan), ("maximum", 2, .nan, .nan), ("maximum", 0, -0.0, 0),
    ("maximum", -0.0, 0, 0), ("maximum", -infinity, infinity, infinity), ("maximum", -0.0, -0.0, -0.0),
  ]

  @Test(arguments: ofOne)
  func ofOneArgument(name: String, x: Double, expected: Double) {
    let value = LaneFunctions.apply(name, x)
    #expect(LaneFunctions.bits(value) == LaneFunctions.bits(expected), "\(name)(\(x)) = \(value)")
  }

  @Test(arguments: ofTwo.map { ($0.0, ($0.1, $0.2, $0.3)) })
  func ofTwoArguments(name: String, row: (Double, Double, Double)) {
    let value = LaneFunctions.apply(name, row.0, row.1)
    #expect(LaneFunctions.bits(value) == LaneFunctions.bits(row.2), "\(name)(\(row.0), \(row.1)) = \(value)")
  }

  @Test(arguments: LaneFunctions.ofOne.keys.sorted())
  func nanGivesNan(name: String) { #expect(LaneFunctions.apply(name, .nan).isNaN) }
}

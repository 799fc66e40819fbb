import Calculus

/// The functions under test by name, and tools to compare bits.
enum LaneFunctions {
  static let ofOne: [String: @Sendable (Lanes) -> Lanes] = [
    "exp": Lanes.exp, "expm1": Lanes.expm1, "log": Lanes.log, "log1p": Lanes.log1p, "log2": Lanes.log2,
    "log10": Lanes.log10, "sin": Lanes.sin, "cos": Lanes.cos, "tan": Lanes.tan, "asin": Lanes.asin, "acos": Lanes.acos,
    "atan": Lanes.atan, "sinh": Lanes.sinh, "cosh": Lanes.cosh, "tanh": Lanes.tanh, "sigmoid": Lanes.sigmoid,
    "cbrt": Lanes.cbrt, "relu": Lanes.relu, "sign": Lanes.sign, "sqrt": { $0.squareRoot() },
  ]

  static let ofTwo: [String: @Sendable (Lanes, Lanes) -> Lanes] = [
    "pow": Lanes.pow, "atan2": Lanes.atan2, "hypot": Lanes.hypot, "minimum": Lanes.minimum, "maximum": Lanes.maximum,
    "divide": { $0 / $1 },
  ]

  static let names = (Array(ofOne.keys) + Array(ofTwo.keys)).sorted()

  /// The function of that name; one of one argument ignores the second.
  static func apply(_ name: String, _ a: Lanes, _ b: Lanes) -> Lanes {
    if let function = ofOne[name] { return function(a) }
    guard let function = ofTwo[name] else { preconditionFailure("no function \(name)") }
    return function(a, b)
  }

  static func apply(_ name: String, _ a: Double, _ b: Double = 0) -> Double { apply(name, Lanes(a), Lanes(b))[0] }

  /// The bits, one pattern for all NaN: sign and payload of a NaN mean nothing and differ between processors.
  static func bits(_ number: Double) -> UInt64 { number.isNaN ? 0x7ff8_0000_0000_0000 : number.bitPattern }

  /// Arguments that have gone wrong somewhere before.
  static let special: [Double] = [
    0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
    .leastNormalMagnitude, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1e5, 100_000.1, 1e22, -1e300, 710, -746,
    0x1p52, 0x1p53 + 2, .pi, -.pi / 2, 0x1p-1030,
  ]

  /// The n-th of a fixed series of arguments of every kind.
  static func argument(_ n: UInt64, of stream: UInt64) -> Double {
    let random = Threefry.words(counter: [n, 0, 0, 0], key: [stream, 0, 0, 0])
    let fraction = Double(random[1] >> 11) * 0x1p-53
    switch random[0] % 6 {
    case 0: return Double(bitPattern: random[1])
    case 1: return 2 * fraction - 1
    case 2: return 1600 * fraction - 800
    case 3: return 3e5 * fraction - 1.5e5
    case 4: return 0.5 + 4 * fraction
    default: return special[Int(random[1] % UInt64(special.count))]
    }
  }

  static func lanes(_ number: (Int) -> Double) -> Lanes {
    var result: Lanes = 0
    for lane in 0..<Lanes.count { result[lane] = number(lane) }
    return result
  }
}

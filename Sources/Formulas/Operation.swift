internal import Calculus

/// What a node of a graph does with its inputs.
public enum Operation: UInt8, Sendable, Hashable, CaseIterable {
  // Leaves.
  case constant, variable
  // Arithmetic.
  case add, subtract, multiply, divide, power, negate
  // Comparisons give 1 for yes and 0 for no; `choose` takes its second input where the first is not 0, else its third.
  case less, lessOrEqual, equal, choose
  // Functions of one number.
  case sin, cos, tan, asin, acos, atan, sinh, cosh, tanh
  case exp, log, log10, log2, sqrt, cbrt
  case abs, sign, floor, ceil, relu, sigmoid
  // Functions of two numbers.
  case atan2, minimum, maximum, hypot
  /// The product of an adjoint and a partial derivative, 0 where the adjoint is 0 even if the partial is not finite.
  case carry

  /// How many inputs the operation takes.
  public var arity: Int {
    switch self {
    case .constant, .variable: 0
    case .add, .subtract, .multiply, .divide, .power, .less, .lessOrEqual, .equal, .atan2, .minimum, .maximum, .hypot,
      .carry:
      2
    case .choose: 3
    default: 1
    }
  }

  /// Whether the two inputs may change places without changing a bit.
  var isCommutative: Bool { self == .add || self == .multiply || self == .equal }

  /// Whether the result is one of the inputs, the others being of no matter.
  var selects: Bool { self == .choose || self == .minimum || self == .maximum }

  /// Whether the result can be 0, or flat, by a choice rather than by chance.
  var switchesOff: Bool {
    switch self {
    case .less, .lessOrEqual, .equal, .choose, .minimum, .maximum, .sign, .relu, .floor, .ceil, .abs: true
    default: false
    }
  }

  /// Whether finite inputs give a finite result, but for the overflow of a polynomial.
  var keepsFinite: Bool {
    switch self {
    case .constant, .variable, .add, .subtract, .multiply, .negate, .less, .lessOrEqual, .equal, .choose, .sin, .cos,
      .atan, .tanh, .abs, .sign, .floor, .ceil, .relu, .sigmoid, .minimum, .maximum, .carry:
      true
    default: false
    }
  }

  /// The result on lanes: the one meaning of every operation, used by the tape and by constant folding alike.
  @inline(__always)
  func callAsFunction(_ a: Lanes, _ b: Lanes = 0, _ c: Lanes = 0) -> Lanes {
    switch self {
    case .constant, .variable: a
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .power: Lanes.pow(a, b)
    case .negate: -a
    case .less: (a < b).select(1, 0)
    case .lessOrEqual: (a <= b).select(1, 0)
    case .equal: a.equals(b).select(1, 0)
    case .choose: a.equals(0).select(c, b)
    case .sin: Lanes.sin(a)
    case .cos: Lanes.cos(a)
    case .tan: Lanes.tan(a)
    case .asin: Lanes.asin(a)
    case .acos: Lanes.acos(a)
    case .atan: Lanes.atan(a)
    case .sinh: Lanes.sinh(a)
    case .cosh: Lanes.cosh(a)
    case .tanh: Lanes.tanh(a)
    case .exp: Lanes.exp(a)
    case .log: Lanes.log(a)
    case .log10: Lanes.log10(a)
    case .log2: Lanes.log2(a)
    case .sqrt: a.squareRoot()
    case .cbrt: Lanes.cbrt(a)
    case .abs: a.magnitude
    case .sign: Lanes.sign(a)
    case .floor: a.floor
    case .ceil: a.ceiling
    case .relu: Lanes.relu(a)
    case .sigmoid: Lanes.sigmoid(a)
    case .atan2: Lanes.atan2(a, b)
    case .minimum: Lanes.minimum(a, b)
    case .maximum: Lanes.maximum(a, b)
    case .hypot: Lanes.hypot(a, b)
    case .carry: a.equals(0).select(0, a * b)
    }
  }
}

internal import Calculus

/// The shapes of which schedules are made, with the same bits on every machine.

/// A number to a whole power, never infinite: a rate that grows without end is the largest number in the end.
func power(_ base: Double, _ exponent: Int) -> Double {
  min(Lanes(base).power(exponent)[0], .greatestFiniteMagnitude)
}

/// A number that is not negative to any power, never infinite; 0 to the power 0 is 1.
func power(_ base: Double, _ exponent: Double) -> Double {
  min(Lanes.pow(Lanes(base), Lanes(exponent))[0], .greatestFiniteMagnitude)
}

/// e to a power.
func exponential(_ exponent: Double) -> Double { Lanes.exp(Lanes(exponent))[0] }

/// The falling half of a cosine wave: 1 at 0, one half at a half, 0 at 1, and up again beyond.
func halfCosine(_ share: Double) -> Double { (1 + Lanes.cos(Lanes(Double.pi * share))[0]) / 2 }

/// The hyperbolic tangent.
func hyperbolicTangent(_ x: Double) -> Double { Lanes.tanh(Lanes(x))[0] }

/// The number that is a share of the way from one number to another: exactly the first at 0, the second at 1.
func mix(_ first: Double, _ second: Double, _ share: Double) -> Double { first * (1 - share) + second * share }

/// How far a step is on its way: 0 in the first step, 1 after `length` steps and ever after.
func progress(_ step: Int, _ length: Int) -> Double {
  length > 0 ? min(Double(step - 1) / Double(length), 1) : 1
}

/// How many spaces of time have gone by before a step: a fraction, or with stairs a whole number.
func periods(_ step: Int, _ period: Int, staircase: Bool) -> Double {
  staircase ? Double((step - 1) / period) : Double(step - 1) / Double(period)
}

extension Span {
  /// The steps of a span that is at least one step long, so that one can divide by it.
  func period(of run: Int) -> Int { max(1, steps(of: run)) }

  /// The share of a run, if it is given as one.
  var share: Double? { if case .share(let share) = self { share } else { nil } }
}

extension Interval {
  /// From 0 to 1, both included.
  static let share = Interval(0, 1, includesLower: true, includesUpper: true)
  /// Above 0, up to and with 1: what a factor that makes no rate grow may be.
  static let shrinking = Interval(0, 1, includesLower: false, includesUpper: true)
  /// From 1.
  static let divisor = Interval(1, .infinity, includesLower: true, includesUpper: false)
}

/// The steps a length of time may have.
let lengths = 1...1_000_000_000
/// The steps a length of time may have that may be left out.
let lengthsOrNone = 0...1_000_000_000

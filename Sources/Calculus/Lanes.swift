public import CLanes

/// Eight doubles side by side: the number type of everything that is stepped.
///
/// An operation acts on each lane alone, so a lane's bits never depend on its neighbours. Division and roots go through
/// `CLanes`: on `SIMD8<Double>` they are split into scalars.
@frozen
public struct Lanes: Sendable, Equatable, ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
  /// How many lanes there are.
  public static var count: Int { 8 }

  /// The eight numbers as the compiler's vector.
  public var vector: SIMD8<Double>

  /// Wraps a vector.
  @inlinable @inline(__always)
  public init(_ vector: SIMD8<Double>) { self.vector = vector }

  /// The same number in every lane.
  @inlinable @inline(__always)
  public init(_ number: Double) { vector = SIMD8(repeating: number) }

  /// The same number in every lane.
  @inlinable @inline(__always)
  public init(floatLiteral number: Double) { vector = SIMD8(repeating: number) }

  /// The same number in every lane.
  @inlinable @inline(__always)
  public init(integerLiteral number: Int) { vector = SIMD8(repeating: Double(number)) }

  /// The number in one lane, `0..<8`.
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Double {
    get { vector[lane] }
    set { vector[lane] = newValue }
  }

  /// The sum, lane by lane.
  @inlinable @inline(__always)
  public static func + (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector + b.vector) }

  /// The difference, lane by lane.
  @inlinable @inline(__always)
  public static func - (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector - b.vector) }

  /// The product, lane by lane.
  @inlinable @inline(__always)
  public static func * (a: Lanes, b: Lanes) -> Lanes { Lanes(a.vector * b.vector) }

  /// The quotient, lane by lane.
  @inlinable @inline(__always)
  public static func / (a: Lanes, b: Lanes) -> Lanes { Lanes(lanes_divide(a.vector, b.vector)) }

  /// The opposite number in each lane.
  @inlinable @inline(__always)
  public static prefix func - (a: Lanes) -> Lanes { Lanes(-a.vector) }

  /// Adds lane by lane.
  @inlinable @inline(__always)
  public static func += (a: inout Lanes, b: Lanes) { a = a + b }

  /// Subtracts lane by lane.
  @inlinable @inline(__always)
  public static func -= (a: inout Lanes, b: Lanes) { a = a - b }

  /// Multiplies lane by lane.
  @inlinable @inline(__always)
  public static func *= (a: inout Lanes, b: Lanes) { a = a * b }

  /// The square root in each lane, NaN below zero.
  @inlinable @inline(__always)
  public func squareRoot() -> Lanes { Lanes(lanes_sqrt(vector)) }

  /// The magnitude in each lane.
  @inlinable @inline(__always)
  public var magnitude: Lanes { Lanes(lanes_abs(vector)) }

  /// The largest integer not above, in each lane.
  @inlinable @inline(__always)
  public var floor: Lanes { Lanes(lanes_floor(vector)) }

  /// The smallest integer not below, in each lane.
  @inlinable @inline(__always)
  public var ceiling: Lanes { Lanes(lanes_ceil(vector)) }

  /// Whether every lane is neither infinite nor NaN.
  @inlinable @inline(__always)
  public var isFinite: LaneMask { LaneMask(lanes_equal(vector - vector, SIMD8(repeating: 0))) }

  /// The next power of a share below one, which counts as 0 once 1 less it rounds to 1.
  ///
  /// Otherwise the powers would end as subnormal numbers, each of which costs as much as a whole step.
  @inlinable @inline(__always)
  public func nextPower(of share: Lanes) -> Lanes {
    let power = self * share
    return (power < 0x1p-60).select(0, power)
  }

  /// The number to a whole power of at least 0, by repeated squaring: the same bits for every lane and machine.
  @inlinable @inline(__always)
  public func power(_ exponent: Int) -> Lanes {
    precondition(exponent >= 0, "a whole power is not negative")
    var result: Lanes = 1
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      rest >>= 1
      if rest > 0 { square *= square }
    }
    return result
  }
}

/// A yes or no in each of eight lanes.
@frozen
public struct LaneMask: Sendable, Equatable {
  /// All bits set where the answer is yes.
  public var bits: SIMD8<Int64>

  /// Wraps the bits of a comparison.
  @inlinable @inline(__always)
  public init(_ bits: SIMD8<Int64>) { self.bits = bits }

  /// Whether the lane says yes.
  @inlinable @inline(__always)
  public subscript(lane: Int) -> Bool { bits[lane] != 0 }

  /// Whether any lane says yes.
  @inlinable @inline(__always)
  public var any: Bool { lanes_any(bits) != 0 }

  /// Yes where both say yes.
  @inlinable @inline(__always)
  public static func & (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(a.bits & b.bits) }

  /// Yes where at least one says yes.
  @inlinable @inline(__always)
  public static func | (a: LaneMask, b: LaneMask) -> LaneMask { LaneMask(a.bits | b.bits) }

  /// Yes where the mask says no.
  @inlinable @inline(__always)
  public static prefix func ! (a: LaneMask) -> LaneMask { LaneMask(~a.bits) }

  /// In each lane `a` where the mask says yes, else `b`.
  @inlinable @inline(__always)
  public func select(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_select(bits, a.vector, b.vector)) }
}

extension Lanes {
  /// Where `a` is below `b`.
  @inlinable @inline(__always)
  public static func < (a: Lanes, b: Lanes) -> LaneMask { LaneMask(lanes_less(a.vector, b.vector)) }

  /// Where `a` is not above `b` (no where either is NaN).
  @inlinable @inline(__always)
  public static func <= (a: Lanes, b: Lanes) -> LaneMask { LaneMask(lanes_less_or_equal(a.vector, b.vector)) }

  /// Where `a` is above `b`.
  @inlinable @inline(__always)
  public static func > (a: Lanes, b: Lanes) -> LaneMask { b < a }

  /// Where `a` is not below `b`.
  @inlinable @inline(__always)
  public static func >= (a: Lanes, b: Lanes) -> LaneMask { b <= a }

  /// Where the two are equal; 0 equals -0, NaN equals nothing.
  @inlinable @inline(__always)
  public func equals(_ other: Lanes) -> LaneMask { LaneMask(lanes_equal(vector, other.vector)) }
}

public import CLanes

/// The functions of a formula, lane by lane.
///
/// They are computed here, by `CLanes`, and never by a library of the machine: the same argument gives the same bits on
/// every processor and beside any neighbours. Errors are in ulp, units in the last place of the exact result, and hold
/// for every argument, those with a subnormal result included. An infinite or impossible result is infinite or NaN as
/// in IEEE 754; a NaN argument gives NaN except where noted.
///
/// They are static, `Lanes.exp(x)`, so that none clashes with the C library.
extension Lanes {
  /// e to the power x, below 1 ulp.
  ///
  /// Infinite above 709.78, 0 below -745.13.
  @inlinable
  public static func exp(_ x: Lanes) -> Lanes { Lanes(lanes_exp(x.vector)) }

  /// e to the power x, minus 1, below 1.5 ulp also where it is small.
  @inlinable
  public static func expm1(_ x: Lanes) -> Lanes { Lanes(lanes_expm1(x.vector)) }

  /// The natural logarithm, below 1 ulp.
  ///
  /// NaN below 0, -infinity at 0.
  @inlinable
  public static func log(_ x: Lanes) -> Lanes { Lanes(lanes_log(x.vector)) }

  /// The natural logarithm of 1 + x, below 1 ulp also where it is small.
  ///
  /// NaN below -1, -infinity at -1.
  @inlinable
  public static func log1p(_ x: Lanes) -> Lanes { Lanes(lanes_log1p(x.vector)) }

  /// The logarithm to base 2, below 1 ulp, exact at powers of two.
  @inlinable
  public static func log2(_ x: Lanes) -> Lanes { Lanes(lanes_log2(x.vector)) }

  /// The logarithm to base 10, below 1 ulp, exact at powers of ten.
  @inlinable
  public static func log10(_ x: Lanes) -> Lanes { Lanes(lanes_log10(x.vector)) }

  /// The sine of an angle in radians, however large, below 1 ulp.
  ///
  /// NaN at infinity.
  @inlinable
  public static func sin(_ x: Lanes) -> Lanes { Lanes(lanes_sin(x.vector)) }

  /// The cosine of an angle in radians, however large, below 1 ulp.
  ///
  /// NaN at infinity.
  @inlinable
  public static func cos(_ x: Lanes) -> Lanes { Lanes(lanes_cos(x.vector)) }

  /// Sine and cosine of a row of angles, the bits of `sin` and `cos` at little more than the price of one.
  ///
  /// - Parameters:
  ///   - angles: The angles in radians.
  ///   - vectors: How many vectors the rows have.
  ///   - sines: Where the sines go; may be the angles' own row.
  ///   - cosines: Where the cosines go.
  @inlinable
  public static func sinesAndCosines(
    of angles: UnsafeMutablePointer<Lanes>, vectors: Int, sines: UnsafeMutablePointer<Lanes>,
    cosines: UnsafeMutablePointer<Lanes>
  ) {
    func numbers(_ row: UnsafeMutablePointer<Lanes>) -> UnsafeMutablePointer<Double> {
      UnsafeMutableRawPointer(row).assumingMemoryBound(to: Double.self)
    }
    lanes_sin_cos_row(numbers(angles), numbers(sines), numbers(cosines), vectors)
  }

  /// The tangent of an angle in radians, however large, below 2.5 ulp.
  ///
  /// NaN at infinity.
  @inlinable
  public static func tan(_ x: Lanes) -> Lanes { Lanes(lanes_tan(x.vector)) }

  /// The angle in -pi/2...pi/2 with this sine, below 1 ulp.
  ///
  /// NaN outside -1...1.
  @inlinable
  public static func asin(_ x: Lanes) -> Lanes { Lanes(lanes_asin(x.vector)) }

  /// The angle in 0...pi with this cosine, below 1 ulp.
  ///
  /// NaN outside -1...1.
  @inlinable
  public static func acos(_ x: Lanes) -> Lanes { Lanes(lanes_acos(x.vector)) }

  /// The angle in -pi/2...pi/2 with this tangent, below 1 ulp.
  @inlinable
  public static func atan(_ x: Lanes) -> Lanes { Lanes(lanes_atan(x.vector)) }

  /// The angle in -pi...pi of the point (x, y), below 2 ulp.
  ///
  /// It has the sign of y, that of a zero included; at the origin it is 0 or, if x is -0, pi.
  @inlinable
  public static func atan2(_ y: Lanes, _ x: Lanes) -> Lanes { Lanes(lanes_atan2(y.vector, x.vector)) }

  /// The hyperbolic sine, below 2.5 ulp.
  ///
  /// Infinite beyond 710.48.
  @inlinable
  public static func sinh(_ x: Lanes) -> Lanes { Lanes(lanes_sinh(x.vector)) }

  /// The hyperbolic cosine, below 1 ulp.
  ///
  /// Infinite beyond 710.48.
  @inlinable
  public static func cosh(_ x: Lanes) -> Lanes { Lanes(lanes_cosh(x.vector)) }

  /// The hyperbolic tangent, below 1.5 ulp.
  @inlinable
  public static func tanh(_ x: Lanes) -> Lanes { Lanes(lanes_tanh(x.vector)) }

  /// a to the power b, below 1 ulp however large the result.
  ///
  /// A negative base has powers for whole exponents and NaN for others. To the power 0 everything is 1, and 1 to any
  /// power is 1, NaN included.
  @inlinable
  public static func pow(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_pow(a.vector, b.vector)) }

  /// The cube root, negative below 0, below 1 ulp.
  @inlinable
  public static func cbrt(_ x: Lanes) -> Lanes { Lanes(lanes_cbrt(x.vector)) }

  /// The length of the vector (a, b), below 1.5 ulp, without overflow on the way.
  ///
  /// Infinite if either is, even beside a NaN.
  @inlinable
  public static func hypot(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_hypot(a.vector, b.vector)) }

  /// The logistic function 1 / (1 + e^-x), below 2.5 ulp.
  @inlinable
  public static func sigmoid(_ x: Lanes) -> Lanes { Lanes(lanes_sigmoid(x.vector)) }

  /// x above 0, else 0.
  @inlinable
  public static func relu(_ x: Lanes) -> Lanes { Lanes(lanes_relu(x.vector)) }

  /// -1 below 0, 0 at 0, 1 above.
  @inlinable
  public static func sign(_ x: Lanes) -> Lanes { Lanes(lanes_sign(x.vector)) }

  /// The smaller of two numbers; NaN if either is, -0 below 0.
  @inlinable
  public static func minimum(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_minimum(a.vector, b.vector)) }

  /// The larger of two numbers; NaN if either is, 0 above -0.
  @inlinable
  public static func maximum(_ a: Lanes, _ b: Lanes) -> Lanes { Lanes(lanes_maximum(a.vector, b.vector)) }
}

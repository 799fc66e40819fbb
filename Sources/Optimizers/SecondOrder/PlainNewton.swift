public import Calculus

/// Newton's method as it stands: the whole step to where the local parabola is flat.
///
/// ```
/// p <- -H^-1 g
/// x <- x + p
/// ```
///
/// It asks where the slope vanishes and not where the loss is low: near a minimum the number of right digits doubles with
/// every step, and near a saddle or a maximum likewise. In Rosenbrock's valley the second step climbs to sixty times the
/// first loss, and the fifth has arrived all the same.
///
/// - Order: second; one gradient and one Hessian a step.
/// - Memory: nothing.
/// - Deviates: nowhere. Where the Hessian is singular or not finite there is no step to take, and the run stays.
/// - Source: J. Raphson, Analysis aequationum universalis (1690); J. Nocedal, S. J. Wright, Numerical optimization, 2nd
///   ed. (2006), Section 3.3.
public struct PlainNewton: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "newton-plain", aliases: ["pure-newton"], label: "Newton (plain)",
    summary: "the whole step to where the local parabola is flat, be it a saddle", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// None.
  public static let knobs: [Knob<PlainNewton>] = []

  /// There is nothing to set.
  public init() {}

  /// A gradient; a Hessian, unless at rest.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 }

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let (_, gradient) = oracle.valueAndGradient(at: point)
    guard leads(gradient), let step = oracle.hessian(at: point).solve(gradient) else { return }
    point = difference(point, step)
  }
}

public import Calculus

/// A trust region: the lowest place of the local parabola within a radius, and a radius that grows where the parabola is
/// right.
///
/// ```
/// p <- least g.p + p.Hp / 2 with |p| <= r
/// q = (f(x) - f(x + p)) / -(g.p + p.Hp / 2)        the fall in terms of the promised one
/// r <- r / 4 if q < 1/4;  min(2 r, max_radius) if q > 3/4 and |p| = r
/// x <- x + p if q > accept
/// ```
///
/// Its steps follow the bend of a valley, first at the pace of the radius and then Newton's. A saddle is left along what
/// curves down, even from a start where the gradient does not point there. Where the promise was too good a step stays.
///
/// - Order: second; a value with its gradient, a Hessian, and the value of the trial.
/// - Memory: the radius.
/// - Deviates: nowhere; the parabola's lowest place is exact to rounding, by the eigenvalues of the Hessian.
/// - Source: J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), Algorithm 4.1 with Section 4.3; J. J. Moré,
///   D. C. Sorensen, SIAM Journal on Scientific and Statistical Computing 4 (1983) 553. The defaults are SciPy's.
public struct TrustRegion: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "trust-region", label: "Trust region",
    summary: "the lowest place of the local parabola within a radius that learns", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<TrustRegion>] = [
    .real("radius", \.radius, in: .positive, "radius of the first step"),
    .real("max_radius", \.largestRadius, in: .positive, "largest radius"),
    .real(
      "accept", \.accept, in: .decay,
      "least share of the promised fall for a step to be taken"),
  ]

  /// The radius of the first step.
  public var radius: Lanes = 1
  /// The largest radius.
  public var largestRadius: Lanes = 1000
  /// The least share of the promised fall for a step to be taken.
  public var accept: Lanes = 0.15

  /// A first radius of 1, at most 1000, and steps that bring 0.15 of the promised fall.
  public init() {}

  /// A value with its gradient; a Hessian and a trial, unless at rest.
  public var evaluationsPerStep: ClosedRange<Int> { 1...3 }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The radius; nil before the first step.
    var radius: Double?
  }

  /// No radius yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard leads(gradient), let parabola = Parabola(gradient, oracle.hessian(at: point)) else { return }
    let radius = state.radius ?? min(self.radius[lane], largestRadius[lane])
    let lowest = parabola.lowest(within: radius)
    let trial = zip(point, lowest.step).map { $0 + $1 }
    let quality = (value - oracle.value(at: trial)) / lowest.fall
    if quality > accept[lane] { point = trial }
    if quality > 0.75, lowest.isOnBoundary {
      state.radius = min(2 * radius, largestRadius[lane])
    } else {
      // A trial that is not finite is as bad as can be.
      state.radius = quality >= 0.25 ? radius : max(radius / 4, .leastNormalMagnitude)
    }
  }
}

public import Calculus

/// Damped Newton: the step to the minimum of the local parabola, shortened until the value falls.
///
/// ```
/// p <- -(H + tau I)^-1 g         tau = 0 where H is positive definite, else just enough
/// a <- 1, shrink, shrink^2, ...  until f(x + a p) <= f(x) + armijo a g.p
/// x <- x + a p
/// ```
///
/// In a quadratic bowl one step arrives. In Rosenbrock's valley the steps follow the bend, a dozen in all; where the
/// surface curves down, the added `tau` turns the step downhill, so that a saddle is left and not sought.
///
/// - Order: second; a value with its gradient, a Hessian, and a value for every trial of the line search.
/// - Memory: nothing.
/// - Deviates: nowhere; `tau` is chosen from the smallest eigenvalue, so that the smallest curvature used is `floor` times
///   the largest; where there is none at all, it is 1.
/// - Source: J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), Algorithm 3.2 with Section 3.4; L. Armijo,
///   Pacific Journal of Mathematics 16 (1966) 1.
public struct DampedNewton: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "newton", aliases: ["damped-newton"], label: "Newton",
    summary: "the step to the minimum of the local parabola, shortened until the value falls", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<DampedNewton>] = [
    .real("armijo", \.armijo, in: .fraction, "share of the promised fall that a step must bring"),
    .real("shrink", \.shrink, in: .fraction, "factor on the step's length after a failed trial"),
    .real("floor", \.floor, in: .fraction, "smallest curvature used, in terms of the largest"),
    .whole("trials", \.trials, in: 1...100, "most trials of a line search"),
  ]

  /// The share of the promised fall that a step must bring.
  public var armijo: Lanes = 1e-4
  /// The factor on the step's length after a failed trial.
  public var shrink: Lanes = 0.5
  /// The smallest curvature used, in terms of the largest.
  public var floor: Lanes = 1e-6
  /// The most trials of a line search; after them the run stays where it is.
  public var trials = 40

  /// Armijo's 1e-4, halving, at most 40 trials.
  public init() {}

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Value with gradient; a Hessian and one value a trial, unless at rest.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 + trials }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard gradient.contains(where: { $0 != 0 }) else { return }
    guard let direction = direction(oracle.hessian(at: point), gradient, lane: lane) else { return }
    let slope = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    var length = 1.0
    for _ in 0..<trials {
      let trial = zip(point, direction).map { $0 + length * $1 }
      if oracle.value(at: trial) <= value + armijo[lane] * length * slope {
        point = trial
        return
      }
      length *= shrink[lane]
    }
  }

  /// The solution of `(H + tau I) p = -g`; nil where the Hessian is not finite.
  private func direction(_ hessian: SymmetricMatrix, _ gradient: [Double], lane: Int) -> [Double]? {
    guard let curvature = hessian.eigensystem() else { return nil }
    let least = curvature.largest > 0 ? floor[lane] * curvature.largest : 1
    let tau = max(0, least - (curvature.values.min() ?? 0))
    return hessian.solve(gradient.map { -$0 }, shift: tau)
  }
}

public import Calculus

/// Levenberg's damping: between Newton's step and a short one along the gradient, as far as the loss allows.
///
/// ```
/// p <- -(H + mu I)^-1 g     mu <- factor mu as long as H + mu I curves down or f(x + p) >= f(x)
/// x <- x + p                mu <- mu / factor
/// ```
///
/// Far out, where curvature misleads, the damping is large and the steps are gradient descent's; near a minimum it fades by
/// decades and the steps become Newton's. A trust region says how far to go, this how much to bend.
///
/// - Order: second; a value with its gradient, a Hessian, and a value for each trial.
/// - Memory: mu.
/// - Deviates: from least squares, where H is the J^T J of the residuals and never curves down. A loss does not tell of what
///   it is the sum of squares, so here it is the Hessian. The first mu is `damping` times the largest curvature.
/// - Source: K. Levenberg, Quarterly of Applied Mathematics 2 (1944) 164; D. W. Marquardt, Journal of the Society for
///   Industrial and Applied Mathematics 11 (1963) 431, whose start and factor these are.
public struct LevenbergMarquardt: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "levenberg-marquardt", aliases: ["lm"], label: "Levenberg-Marquardt",
    summary: "Newton's step with a damping that learns", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<LevenbergMarquardt>] = [
    .real("damping", \.damping, in: .positive, "first damping, in terms of the largest curvature"),
    .real(
      "factor", \.factor, in: Interval(1.1, .infinity, includesLower: true, includesUpper: false),
      "factor on the damping after a failed trial, divisor after a step"),
    .whole("trials", \.trials, in: 1...100, "most trials of a step"),
  ]

  /// The first damping, in terms of the largest curvature.
  public var damping: Lanes = 0.01
  /// The factor on the damping after a failed trial, and the divisor after a step.
  public var factor: Lanes = 10
  /// The most trials of a step; after them run and damping stay as they are.
  public var trials = 20

  /// Marquardt's 0.01 and 10.
  public init() {}

  /// A value with its gradient; a Hessian and the trials, unless at rest.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 + trials }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// mu; nil before the first step.
    var damping: Double?
  }

  /// No damping yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard leads(gradient) else { return }
    let hessian = oracle.hessian(at: point)
    guard let curvature = hessian.eigensystem() else { return }
    let largest = curvature.largest > 0 ? curvature.largest : 1
    // A damping that has faded beside the curvature would grow by factors for long.
    var mu = max(state.damping ?? damping[lane] * largest, .ulpOfOne * largest)
    while curvature.values[0] + mu <= 0 { mu *= factor[lane] }
    for _ in 0..<trials {
      if let step = hessian.solve(gradient, shift: mu) {
        let trial = difference(point, step)
        if oracle.value(at: trial) < value {
          point = trial
          state.damping = mu / factor[lane]
          return
        }
      }
      mu *= factor[lane]
    }
  }
}

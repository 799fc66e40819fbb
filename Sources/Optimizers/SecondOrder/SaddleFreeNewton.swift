public import Calculus

/// Saddle-free Newton: Newton's step with the sizes of the curvatures, so that a saddle repels along what curves down.
///
/// ```
/// H = V diag(l) V^T       L = the largest |l|
/// p <- -V diag(1 / (max(|l|, floor L) + damping L)) V^T g
/// x <- x + p
/// ```
///
/// Where the surface curves up it is Newton's method. Where it curves down the step has Newton's length and the opposite
/// direction: a path that Newton's method takes onto the saddle in three steps leaves it instead, twice as far with each.
///
/// - Order: second; one gradient and one Hessian a step.
/// - Memory: nothing.
/// - Deviates: the paper works in a Krylov subspace and searches for the damping; here the whole Hessian is known, and
///   the step is taken as it is. Where there is no curvature at all it counts as 1.
/// - Source: Y. N. Dauphin and others, Identifying and attacking the saddle point problem in high-dimensional non-convex
///   optimization, arXiv:1406.2572 (2014).
public struct SaddleFreeNewton: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "saddle-free-newton", aliases: ["sfn"], label: "Saddle-free Newton",
    summary: "Newton's step with the sizes of the curvatures, away from saddles", defaultRate: nil)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<SaddleFreeNewton>] = [
    .real("damping", \.damping, in: .notNegative, "added to the size of each curvature, in terms of the largest"),
    .real("floor", \.floor, in: .fraction, "smallest curvature used, in terms of the largest"),
  ]

  /// What is added to the size of each curvature, in terms of the largest.
  public var damping: Lanes = 0
  /// The smallest curvature used, in terms of the largest.
  public var floor: Lanes = 1e-8

  /// No damping, and a floor of 1e-8.
  public init() {}

  /// A gradient; a Hessian, unless at rest.
  public var evaluationsPerStep: ClosedRange<Int> { 1...2 }

  /// Nothing is remembered.
  public func start(dimension: Int) -> NoTrace { NoTrace() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout NoTrace, rate: Double, lane: Int, oracle: PointOracle) {
    let (_, gradient) = oracle.valueAndGradient(at: point)
    guard leads(gradient), let system = oracle.hessian(at: point).eigensystem() else { return }
    let largest = system.largest > 0 ? system.largest : 1
    let sizes = system.values.map { value in
      system.largest > 0 ? max(value.magnitude, floor[lane] * largest) + damping[lane] * largest : 1
    }
    let step = system.vector(of: zip(system.coordinates(of: gradient), sizes).map { $0 / $1 })
    point = difference(point, step)
  }
}

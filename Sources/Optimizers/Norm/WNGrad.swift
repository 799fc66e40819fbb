public import Calculus

/// WNGrad: gradient descent whose divisor grows by the slopes met.
///
/// ```
/// b <- b + rate^2 |g|^2 / b               later; b = 1 in the first step
/// x <- x - rate g / b
/// ```
///
/// The divisor grows fast where slopes are steep, and stands still near a minimum. A rate that gradient descent bears is
/// hardly changed. One too large costs a leap, and the slope where that ends makes the divisor so large that the run
/// creeps back from there, or stays; it is never lost to infinity.
///
/// - Order: first; one gradient a step.
/// - Memory: one divisor.
/// - Deviates: nowhere; the paper has no rate but a first divisor, of which the rate is the inverse. ensmallen lets the
///   divisor grow before the first step too.
/// - Source: X. Wu, R. Ward, L. Bottou, WNGrad: learn the learning rate in gradient descent, arXiv:1803.02865, Algorithm 1.
public struct WNGrad: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "wngrad", label: "WNGrad", summary: "gradient descent over a divisor that grows by the slopes met",
    defaultRate: 1)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// There is the rate alone.
  public static let knobs: [Knob<WNGrad>] = []

  /// Without knobs.
  public init() {}

  /// What is remembered for the run.
  public struct Common: Sendable {
    var divisor: Lanes = 1
  }

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// The first divisor.
  public var opening: Common { Common() }

  /// Takes one step.
  public func move(_ body: Body<NoTrace>, common: inout Common, rate: Lanes, step: Int) {
    if step > 1 { common.divisor += rate * rate * body.gradient.dot(body.gradient) / common.divisor }
    let scale = rate / common.divisor
    for index in body.indices { body.point[index] -= scale * body.gradient[index] }
  }
}

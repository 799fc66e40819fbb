public import Calculus

/// Fromage: each step is as long as the rate says in terms of the point's length, and is drawn back so that lengths do not
/// grow.
///
/// ```
/// x <- (x - rate |x| / |g| g) / sqrt(1 + rate^2)          |x| / |g| counts as 1 where |x| is 0
/// ```
///
/// Made for the layers of a network, where the length of a layer hardly matters; here the point is one layer. In the
/// plane the division pulls every path towards the origin, so that it settles beside a minimum that lies elsewhere and
/// jumps about it, the farther from the origin the more.
///
/// - Order: first; one gradient a step.
/// - Memory: nothing.
/// - Deviates: where the gradient is 0 it rests; the authors' code divides there too. optax raises lengths to 1e-6 at
///   least.
/// - Source: J. Bernstein, A. Vahdat, Y. Yue, M.-Y. Liu, On the distance between two neural networks and the stability of
///   learning, NeurIPS 2020, arXiv:2002.03432, Algorithm 1.
public struct Fromage: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "fromage", label: "Fromage", summary: "steps in terms of the point's length, drawn back towards the origin",
    defaultRate: 1e-2)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// There is the rate alone.
  public static let knobs: [Knob<Fromage>] = []

  /// Without knobs.
  public init() {}

  /// Nothing is remembered.
  public var start: NoTrace { NoTrace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// Takes one step.
  public func move(_ body: Body<NoTrace>, common: inout NoTrace, rate: Lanes, step: Int) {
    let slope = body.gradient.norm
    let isAtRest = slope.equals(0)
    let length = rate * trustRatio(body.point.norm, over: slope)
    let shrinkage = (1 + rate * rate).squareRoot()
    for index in body.indices {
      let place = body.point[index]
      body.point[index] = isAtRest.select(place, (place - length * body.gradient[index]) / shrinkage)
    }
  }
}

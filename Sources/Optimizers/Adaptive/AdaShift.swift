public import Calculus

/// AdaShift: Adam whose division looks at gradients that the mean has forgotten.
///
/// ```
/// o <- gradient of keep_num steps ago
/// m <- mean of the last keep_num gradients, weighted beta1^0 (newest) to beta1^(keep_num - 1)
/// s <- beta2 s + (1 - beta2) max over the coordinates of o^2
/// x <- x - rate * m / (sqrt(s / (1 - beta2^(t - keep_num))) + eps)          from t = keep_num + 1 on
/// ```
///
/// The size by which a step is divided cannot answer to the step's own gradient, which is what leads Adam astray in Reddi's
/// problem. The run stands still for the first keep_num steps; then it goes straight downhill like momentum, as all
/// coordinates are divided alike.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and keep_num gradients a coordinate.
/// - Deviates: nowhere from the authors' default, the maximum over the coordinates.
/// - Source: Z. Zhou, Q. Zhang, G. Lu, H. Wang, W. Zhang, Y. Yu, AdaShift: decorrelation and convergence of adaptive
///   learning rate methods, ICLR 2019, arXiv:1810.00143, Algorithm 3.
public struct AdaShift: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "adashift", label: "AdaShift",
    summary: "Adam whose division looks at gradients that the mean has forgotten", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaShift>] = [
    .real("beta1", \.beta1, in: .decay, "weight of a gradient in terms of that of the next"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .whole("keep_num", \.kept, in: 1...most, "how many gradients are kept"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
  ]

  /// The most gradients that are kept.
  private static let most = 16

  /// The weight of a gradient in terms of that of the next.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// How many gradients are kept.
  public var kept = 10
  /// What is added to the root.
  public var eps: Lanes = 1e-10

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var gradients = InlineArray<16, Lanes>(repeating: 0)
  }

  /// What is remembered for a run: the mean square, which is that of all coordinates, and the power of its decay.
  public struct Common: Sendable {
    var meanSquare: Lanes = 0
    var power: Lanes = 1
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// No square seen.
  public var opening: Common { Common() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout Common, rate: Lanes, step: Int) {
    let place = (step - 1) % kept
    var weights: Lanes = 0
    for power in 0..<kept { weights += beta1.power(power) }
    let (newest, oldest) = (1 / weights, beta1.power(kept - 1) / weights)
    var largest: Lanes = 0
    for index in body.indices {
      // Before keep_num steps this is zero, and nothing is forgotten.
      let forgotten = body.trace[index].gradients[place]
      largest = Lanes.maximum(largest, forgotten * forgotten)
      let mean = body.trace[index].mean - oldest * forgotten
      body.trace[index].mean = beta1 * mean + newest * body.gradient[index]
      body.trace[index].gradients[place] = body.gradient[index]
    }
    guard step > kept else { return }
    common.power *= beta2
    common.meanSquare += (1 - beta2) * (largest - common.meanSquare)
    let size = (common.meanSquare / (1 - common.power)).squareRoot() + eps
    // At rest, and with eps = 0, nothing is divided by nothing.
    let scale = size.equals(0).select(0, rate / size)
    for index in body.indices { body.point[index] -= scale * body.trace[index].mean }
  }
}

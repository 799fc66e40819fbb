public import Calculus

/// Muon, as it treats a matrix of one row: momentum brought to the same length in every step.
///
/// ```
/// b <- momentum b + (1 - momentum) g
/// u = b                                                unless nesterov
/// u = momentum b + (1 - momentum) g                    if nesterov
/// o = u / max(|u|, eps)
/// o = 3.4445 o - 4.7750 |o|^2 o + 2.0315 |o|^4 o       ns_steps times
/// x <- x - rate weight_decay x
/// x <- x - rate o
/// ```
///
/// What it is known for, momentum turned into the nearest orthogonal matrix, needs a matrix; of a vector it leaves the
/// direction, and the five steps of the iteration, which are to bring a length to 1, bring it to 0.696. So it crosses
/// plains and cliffs at one speed like normalised gradient descent, rounds bends like momentum, and jumps about the
/// minimum until a schedule lowers the rate.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean of gradients a coordinate.
/// - Deviates: nowhere from PyTorch's Muon on a matrix of one row, but for the half precision of its iteration; PyTorch
///   itself refuses vectors, optax and Keras give them to AdamW.
/// - Source: K. Jordan and others, Muon: an optimizer for hidden layers in neural networks (2024),
///   kellerjordan.github.io/posts/muon; PyTorch 2.13, torch.optim.Muon.
public struct Muon: VectorRule {
  /// Who this is.
  public static let identity = Identity(
    name: "muon", label: "Muon", summary: "momentum brought to the same length in every step", defaultRate: 1e-3)

  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static let invariances: Invariances = [.rotation, .lossScale]

  /// Every knob.
  public static let knobs: [Knob<Muon>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean that survives a step"),
    .flag("nesterov", \.isNesterov, "look one step ahead"),
    .whole("ns_steps", \.iterations, in: 0...99, "steps of the iteration towards length 1"),
    .real("eps", \.eps, in: .positive, "least length divided by"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the gradient"),
  ]

  /// The share of the mean that survives a step.
  public var momentum: Lanes = 0.95
  /// Whether it looks one step ahead.
  public var isNesterov = true
  /// The steps of the iteration towards length 1.
  public var iterations = 5
  /// The least length divided by.
  public var eps: Lanes = 1e-7
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0.1

  /// PyTorch's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
  }

  /// Zero.
  public var start: Trace { Trace() }

  /// Nothing is remembered.
  public var opening: NoTrace { NoTrace() }

  /// Takes one step.
  public func move(_ body: Body<Trace>, common: inout NoTrace, rate: Lanes, step: Int) {
    // The gradient's place takes the direction.
    for index in body.indices {
      let gradient = body.gradient[index]
      body.trace[index].mean = momentum * body.trace[index].mean + (1 - momentum) * gradient
      let mean = body.trace[index].mean
      body.gradient[index] = isNesterov ? momentum * mean + (1 - momentum) * gradient : mean
    }
    let least = Lanes.maximum(body.gradient.norm, eps)
    var length = body.gradient.norm / least
    var gain: Lanes = 1
    for _ in 0..<iterations {
      let square = length * length
      let factor = 3.4445 - 4.7750 * square + 2.0315 * square * square
      length *= factor
      gain *= factor
    }
    let scale = rate * gain / least
    for index in body.indices {
      let place = body.point[index] * (1 - rate * weightDecay)
      body.point[index] = place - scale * body.gradient[index]
    }
  }
}

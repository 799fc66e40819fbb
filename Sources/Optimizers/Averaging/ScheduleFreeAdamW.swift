public import Calculus

/// Schedule-free AdamW: Adam's division without its momentum on a base point, seen at the mean of the base points, with
/// the gradient asked between the two.
///
/// ```
/// y = beta1 x + (1 - beta1) z
/// g <- gradient at y
/// s <- beta2 s + (1 - beta2) g^2
/// z <- z - rate (g / (sqrt(s / (1 - beta2^t)) + eps) + weight_decay y)
/// L <- max(L, rate)                       the largest rate so far
/// w = t^r L^2
/// W <- W + w
/// x <- x + w / W (z - x)
/// ```
///
/// The point is the mean x, which is what the authors evaluate; the base point z is its companion. The first step is
/// Adam's, along a diagonal; then x advances by ever smaller shares of what z does, so the path is calm but long behind
/// while z is still on its way.
///
/// - Order: first; one gradient a step, asked between mean and base.
/// - Memory: the base point, beside the mean; a mean square; the sum of the weights and the largest rate.
/// - Deviates: nowhere from the authors' code, whose warm-up is a schedule here. Libraries keep y in the parameter.
/// - Source: A. Defazio, X. Yang, H. Mehta, K. Mishchenko, A. Khaled, A. Cutkosky, The road less scheduled, NeurIPS 2024,
///   arXiv:2405.15682, Algorithm 1; schedulefree 1.4.1.
public struct ScheduleFreeAdamW: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "schedule-free-adamw", aliases: ["schedule-free-adam", "schedulefreeadamw"], label: "Schedule-free AdamW",
    summary: "Adam's division seen at the mean of its path, the slope asked near that mean", defaultRate: 2.5e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// A step starts from what is averaged, and not from the mean.
  public static let followsPoint = false

  /// What is averaged.
  public static let companion: Companion? = .path("base points")

  /// Every knob.
  public static let knobs: [Knob<ScheduleFreeAdamW>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean in the point where the gradient is asked"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("r", \.growth, in: .notNegative, "power of the step by which later base points count more"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, beside the gradient"),
  ]

  /// The gradient is asked between mean and base point.
  public static let probes = true

  /// The share of the mean in the point where the gradient is asked.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The power of the step by which later base points count more.
  public var growth: Lanes = 0
  /// How much of the point where the gradient is asked is taken away, beside the gradient.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var base: Lanes = 0
    var meanSquare: Lanes = 0
    var mean = ScheduleFreeMean()
  }

  /// What a step is made of.
  public struct Pace {
    var correction = BiasCorrection()
    /// How much the step counts.
    var growth: Lanes = 1
  }

  /// Nowhere; `begin` puts it at the start.
  public var start: Trace { Trace() }

  /// Before the first step.
  public var opening: Pace { Pace() }

  /// The base point starts where the mean does.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.base = point }

  /// How much a step counts, and the correction of the mean square.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.correction.advance(0, beta2)
    pace.growth = Lanes.pow(Lanes(Double(step)), growth)
  }

  /// Between mean and base point.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { trace.base + beta1 * (point - trace.base) }

  /// The base point.
  public func companion(_ point: Lanes, trace: Trace) -> Lanes { trace.base }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * gradient * gradient
    let size = trace.meanSquare.squareRoot() * pace.correction.root + eps
    let pull = weightDecay * probe(point, trace: trace, rate: rate)
    trace.base -= rate * (gradient / size + pull)
    point += trace.mean.share(rate: rate, growth: pace.growth) * (trace.base - point)
  }
}

public import Calculus

/// Schedule-free SGD: gradient descent on a base point, seen at the mean of the base points, with the gradient asked
/// between the two.
///
/// ```
/// y = momentum x + (1 - momentum) z
/// g <- (gradient at y) + weight_decay y
/// z <- z - rate g
/// L <- max(L, rate)                       the largest rate so far
/// w = t^r L^2
/// W <- W + w
/// x <- x + w / W (z - x)
/// ```
///
/// The point is the mean x, which is what the authors evaluate; the base point z is its companion. At a constant rate
/// w / W is 1 / t: x is the plain mean of all z. The pull of y towards x lets z bear rates up to ten times those of
/// gradient descent; it then swings widely while x settles, and slows down as a schedule would make it without being told
/// when the run ends.
///
/// - Order: first; one gradient a step, asked between mean and base.
/// - Memory: the base point, beside the mean; the sum of the weights and the largest rate.
/// - Deviates: nowhere from the authors' code, whose warm-up is a schedule here. Of their three points libraries keep y in
///   the parameter, and x and z are computed from it.
/// - Source: A. Defazio, X. Yang, H. Mehta, K. Mishchenko, A. Khaled, A. Cutkosky, The road less scheduled, NeurIPS 2024,
///   arXiv:2405.15682, equations 3 to 5; schedulefree 1.4.1.
public struct ScheduleFreeSGD: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "schedule-free-sgd", aliases: ["schedule-free", "schedulefreesgd"], label: "Schedule-free SGD",
    summary: "gradient descent seen at the mean of its path, the slope asked near that mean", defaultRate: 1)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// A step starts from what is averaged, and not from the mean.
  public static let followsPoint = false

  /// What is averaged.
  public static let companion: Companion? = .path("base points")

  /// Every knob.
  public static let knobs: [Knob<ScheduleFreeSGD>] = [
    .real("momentum", \.momentum, in: .decay, "share of the mean in the point where the gradient is asked"),
    .real("r", \.growth, in: .notNegative, "power of the step by which later base points count more"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The gradient is asked between mean and base point.
  public static let probes = true

  /// The share of the mean in the point where the gradient is asked.
  public var momentum: Lanes = 0.9
  /// The power of the step by which later base points count more.
  public var growth: Lanes = 0
  /// How much of the point where the gradient is asked is added to the gradient.
  public var weightDecay: Lanes = 0

  /// The authors' defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var base: Lanes = 0
    var mean = ScheduleFreeMean()
  }

  /// Nowhere; `begin` puts it at the start.
  public var start: Trace { Trace() }

  /// The base point starts where the mean does.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.base = point }

  /// How much the first step counts.
  public var opening: Lanes { 1 }

  /// How much a step counts.
  public func advance(_ pace: inout Lanes, step: Int) { pace = Lanes.pow(Lanes(Double(step)), growth) }

  /// Between mean and base point.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes {
    trace.base + momentum * (point - trace.base)
  }

  /// The base point.
  public func companion(_ point: Lanes, trace: Trace) -> Lanes { trace.base }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Lanes) {
    let slope = gradient + weightDecay * probe(point, trace: trace, rate: rate)
    trace.base -= rate * slope
    point += trace.mean.share(rate: rate, growth: pace) * (trace.base - point)
  }
}

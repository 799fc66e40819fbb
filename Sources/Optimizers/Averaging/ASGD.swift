public import Calculus

/// ASGD: gradient descent whose steps shrink slowly, seen at the mean of its path.
///
/// ```
/// eta = rate / (1 + lambd rate (t - 1))^alpha
/// z <- z (1 - lambd eta) - eta g              g, the gradient, is asked at z
/// x <- x + (z - x) / max(1, t - 1 - t0)
/// ```
///
/// The point is the mean x; z is its companion. Until step t0 + 2 they are one. From then on x is the mean of all later
/// z: it goes on calmly where z jumps from wall to wall or is shaken by noise, and lags behind where z still has far to
/// go. With the default of `t0` no run here is ever averaged: set `t0=0`, or to the step at which z has arrived.
///
/// - Order: first; one gradient a step.
/// - Memory: the last iterate, beside the mean.
/// - Deviates: the point is PyTorch's `ax`; PyTorch leaves the iterate z in the parameter. Where a schedule drives the
///   rate, eta follows at once, PyTorch's one step later.
/// - Source: B. T. Polyak, A. B. Juditsky, Acceleration of stochastic approximation by averaging, SIAM Journal on Control
///   and Optimization 30 (1992) 838; in this form L. Bottou, Stochastic gradient descent tricks (2012), section 5.2.
public struct ASGD: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "asgd", aliases: ["averaged-sgd", "polyak-ruppert"], label: "ASGD",
    summary: "gradient descent seen at the mean of its path", defaultRate: 1e-2)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// A step starts from what is averaged, and not from the mean.
  public static let followsPoint = false

  /// What is averaged.
  public static let companion: Companion? = .path("iterates")

  /// Every knob.
  public static let knobs: [Knob<ASGD>] = [
    .real("lambd", \.lambd, in: .notNegative, "pull towards the origin, and how fast the steps shrink"),
    .real("alpha", \.alpha, in: .notNegative, "power with which the steps shrink"),
    .real("t0", \.averagingStart, in: .notNegative, "step after which the mean begins"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// The gradient is asked at the iterate, and not at the mean.
  public static let probes = true

  /// The pull towards the origin, which also says how fast the steps shrink.
  public var lambd: Lanes = 1e-4
  /// The power with which the steps shrink.
  public var alpha: Lanes = 0.75
  /// The step after which the mean begins.
  public var averagingStart: Lanes = 1e6
  /// How much of the iterate is added to the gradient.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// What a step is made of.
  public struct Pace {
    /// The steps before this one.
    var age: Lanes = 0
    /// The share of the newest iterate in the mean.
    var share: Lanes = 1
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var iterate: Lanes = 0
  }

  /// Nowhere; `begin` puts it at the start.
  public var start: Trace { Trace() }

  /// Before the first step.
  public var opening: Pace { Pace() }

  /// The iterate starts where the mean does.
  public func begin(_ trace: inout Trace, at point: Lanes) { trace.iterate = point }

  /// The share of a step in the mean.
  public func advance(_ pace: inout Pace, step: Int) {
    pace.age = Lanes(Double(step - 1))
    pace.share = 1 / Lanes.maximum(1, pace.age - averagingStart)
  }

  /// The iterate.
  public func probe(_ point: Lanes, trace: Trace, rate: Lanes) -> Lanes { trace.iterate }

  /// The iterate.
  public func companion(_ point: Lanes, trace: Trace) -> Lanes { trace.iterate }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Pace) {
    let slope = gradient + weightDecay * trace.iterate
    let length = rate / Lanes.pow(1 + lambd * rate * pace.age, alpha)
    trace.iterate = trace.iterate * (1 - lambd * length) - length * slope
    // The mean of one is that one, to the bit.
    point = pace.share.equals(1).select(trace.iterate, point + pace.share * (trace.iterate - point))
  }
}

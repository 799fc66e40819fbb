public import Calculus

/// Rprop: the sign of the slope alone, with a step length for each coordinate that grows and shrinks.
///
/// ```
/// d <- rate                               in the first step
/// d <- d etaplus                          where g h > 0, h the slope before, 0 in the first step
/// d <- d etaminus                         where g h < 0
/// d <- clip(d, step_min, step_max)
/// u = g
/// u = 0                                   where g h < 0, as the slope has changed its sign
/// h <- u
/// x <- x - sign(u) d
/// ```
///
/// In a valley each coordinate finds its own pace, so the path goes straight where gradient descent zigzags. It needs the
/// exact gradient: noise flips signs, and every flip halves a step.
///
/// - Order: first; one gradient a step.
/// - Memory: the last slope and a step length a coordinate.
/// - Deviates: nowhere from PyTorch; the rate is the first step length, d before the first step, and nothing later.
/// - Source: M. Riedmiller, H. Braun, IEEE International Conference on Neural Networks (1993) 586; the form is that of
///   `torch.optim.Rprop`, iRprop- of C. Igel, M. Hüsken, Neurocomputing 50 (2003) 105.
public struct Rprop: Rule {
  /// Who this is.
  public static let identity = Identity(
    name: "rprop", label: "Rprop",
    summary: "the sign of the slope, with a growing and shrinking step for each coordinate",
    defaultRate: 0.01)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<Rprop>] = [
    .real("etaminus", \.shrink, in: .fraction, "factor on the step where the slope changes its sign"),
    .real(
      "etaplus", \.grow, in: Interval(1, .infinity, includesLower: false, includesUpper: false),
      "factor on the step where it keeps it"),
    .real("step_min", \.shortest, in: .notNegative, "shortest step"),
    .real("step_max", \.longest, in: .positive, "longest step"),
  ]

  /// The factor on the step where the slope changes its sign.
  public var shrink: Lanes = 0.5
  /// The factor on the step where the slope keeps its sign.
  public var grow: Lanes = 1.2
  /// The shortest step.
  public var shortest: Lanes = 1e-6
  /// The longest step.
  public var longest: Lanes = 50

  /// PyTorch's defaults.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var slope: Lanes = 0
    var length: Lanes = 0
  }

  /// Nothing yet.
  public var start: Trace { Trace() }

  /// Whether it is the first step.
  public var opening: Bool { true }

  /// The first step takes its length from the rate.
  public func advance(_ isFirst: inout Bool, step: Int) { isFirst = step == 1 }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace isFirst: Bool) {
    let agreement = gradient * trace.slope
    let length = isFirst ? rate : trace.length
    let factor = (agreement > 0).select(grow, (agreement < 0).select(shrink, 1))
    trace.length = Lanes.minimum(Lanes.maximum(length * factor, shortest), longest)
    trace.slope = (agreement < 0).select(0, gradient)
    point -= Lanes.sign(trace.slope) * trace.length
  }
}

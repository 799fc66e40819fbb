public import Calculus

/// FTRL-Proximal: AdaGrad with penalties that hold coordinates at 0.
///
/// ```
/// r = beta + sqrt(n + g^2)
/// u <- u + ((sqrt(n + g^2) - sqrt(n)) (x - u) - rate g) / r
/// n <- n + g^2
/// x' = sign(u) max(0, |u| - rate lambda_1 / r) r / (r + rate lambda_2)
/// x <- x'
/// ```
///
/// Here u is where the run would stand without penalties; it starts at the start. Without them the path is AdaGrad's.
/// `lambda_1` is a penalty once and for all, not one a step: a coordinate that is 0 stays so, exactly on the axis,
/// until its slopes have added up to it.
///
/// - Order: first; one gradient a step.
/// - Memory: the point without penalties and a sum of squares a coordinate.
/// - Deviates: the paper's z is -r u / rate, so the rate may change here as in AdaGrad; and the paper starts at 0. With
///   `convention=keras` the sum starts at 0.1, beta is 0, and u starts at 0 wherever the run does: the first step pulls
///   towards the origin. Keras counts `lambda_2` twice.
/// - Source: H. B. McMahan and others, Ad click prediction: a view from the trenches, KDD 2013, Algorithm 1.
public struct FTRL: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case paper, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "ftrl", aliases: ["ftrl-proximal"], label: "FTRL",
    summary: "AdaGrad with penalties that hold coordinates at 0", defaultRate: 0.1)

  /// Every knob.
  public static let knobs: [Knob<FTRL>] = [
    .choice("convention", \.convention, "whose algorithm; sets beta and initial_accumulator_value"),
    .real("beta", \.beta, in: .notNegative, "added to the root"),
    .real("lambda_1", \.lambda1, in: .notNegative, "penalty on the magnitude of a coordinate"),
    .real("lambda_2", \.lambda2, in: .notNegative, "penalty on half its square"),
    .real("initial_accumulator_value", \.initialSum, in: .notNegative, "sum of squares before the first step"),
  ]

  /// Whose algorithm it is; setting it sets beta and what the sum starts at.
  public var convention = Convention.paper {
    didSet {
      beta = convention == .keras ? 0 : 1
      initialSum = convention == .keras ? 0.1 : 0
    }
  }
  /// What is added to the root.
  public var beta: Lanes = 1
  /// The penalty on the magnitude of a coordinate.
  public var lambda1: Lanes = 0
  /// The penalty on half the square of a coordinate.
  public var lambda2: Lanes = 0
  /// The sum of squares before the first step.
  public var initialSum: Lanes = 0

  /// The paper's beta and no penalty.
  public init() {}

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var free: Lanes = 0
    var squareSum: Lanes = 0
  }

  /// The sum where it is set to start.
  public var start: Trace { Trace(squareSum: initialSum) }

  /// The run starts free of penalties.
  public func begin(_ trace: inout Trace, at point: Lanes) { if convention == .paper { trace.free = point } }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: Void) {
    let before = trace.squareSum.squareRoot()
    trace.squareSum += gradient * gradient
    let root = trace.squareSum.squareRoot()
    // Nothing to divide by: there has been no slope yet.
    let size = (beta + root).equals(0).select(1, beta + root)
    trace.free += ((root - before) * (point - trace.free) - rate * gradient) / size
    let left = Lanes.maximum(0, trace.free.magnitude - rate * lambda1 / size)
    point = Lanes.sign(trace.free) * left * (size / (size + rate * lambda2))
  }
}

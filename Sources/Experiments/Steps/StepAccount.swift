public import Calculus
public import Optimizers

/// All that is known of one step: from where, what was asked and remembered, and where it led.
public struct StepAccount: Sendable {
  /// A place, and what is exactly true there.
  public struct Place: Sendable, Equatable {
    /// The coordinates.
    public let point: [Double]
    /// The loss.
    public let loss: Double
    /// The gradient.
    public let gradient: [Double]
  }

  /// A point at which the optimizer asked, and what it was told.
  public struct Question: Sendable, Equatable {
    /// Where it was asked.
    public let point: [Double]
    /// The value, if it was asked for.
    public let value: Double?
    /// The gradient, if it was asked for.
    public let gradient: [Double]?
  }

  /// The number of the step: 1 leads from the start to the first point.
  public let step: Int
  /// Where the step began.
  public let from: Place
  /// Where it led.
  public let to: Place
  /// The rate; nil if the optimizer has none.
  public let rate: Double?
  /// The optimizer, without what is wrapped around it, with the knobs of this step.
  public let optimizer: any Optimizer
  /// What the run remembered before the step.
  public let before: [Remembered]
  /// What it remembers after the step.
  public let after: [Remembered]
  /// What was asked of the surface, in order.
  public let questions: [Question]
  /// What the optimizer took for the gradient; nil if it asked for none, or for several.
  ///
  /// It is other than the exact one under noise, in a wrapper that changes it, or if it was asked elsewhere.
  public let seen: [Double]?
  /// Where the optimizer asked for that gradient.
  public let asked: [Double]?
  /// The diagonal of the Hessian, if it was asked.
  public let curvature: [Double]?
  /// Where the optimizer itself stood before the step; other than `from` inside some wrappers.
  public let innerFrom: [Double]
  /// Where the optimizer itself came to, before a wrapper had its say.
  public let innerTo: [Double]
  /// The box in which the point is kept, if there is one.
  public let domain: [ClosedRange<Double>]?

  /// How far the step led, in each coordinate.
  public var displacement: [Double] { zip(to.point, from.point).map { $0 - $1 } }
}

extension StepAccount {
  /// The knobs in this step, as text.
  public var knobs: [KnobDescription] { optimizer.settings }

  /// The value after the step of something remembered.
  public func after(_ name: String) -> Remembered? { after.first { $0.name == name } }

  /// The value before the step of something remembered.
  public func before(_ name: String) -> Remembered? { before.first { $0.name == name } }
}

/// How large a rate an optimizer bears on a quadratic, before it runs away.
///
/// On a quadratic every eigendirection of the Hessian is walked by itself, and the optimizer is a linear recurrence
/// there. Its roots leave the unit disc as soon as rate times eigenvalue exceeds a number that depends on the optimizer
/// alone. The largest eigenvalue leaves first.
public struct StabilityThreshold: Sendable, Equatable {
  /// Rate times largest eigenvalue at the edge.
  public let product: Double
  /// How the product is written, in terms of the knobs: `2(1+β)`.
  public let numerator: String
  /// What it is divided by, in terms of the knobs, if anything.
  public let denominator: String?
  /// What each coordinate of the gradient is divided by in the first step; nil for nothing.
  ///
  /// With such a divisor D it is the eigenvalues of D^-1 H that count. The divisor changes from step to step, so the edge
  /// is that of a run whose divisor stays as it was.
  public let preconditioner: Preconditioner?
  /// What the optimizer adds to every eigenvalue: weight decay within the gradient.
  public let addedCurvature: Double

  /// A divisor of the gradient that follows from the first gradient g: `scale |g| + offset`.
  public struct Preconditioner: Sendable, Equatable {
    /// What the magnitude of the gradient is multiplied by.
    public let scale: Double
    /// What is added.
    public let offset: Double
  }

  /// What a coordinate of the gradient is divided by in the first step, from its value; nil for nothing.
  public var divisor: ((Double) -> Double)? {
    preconditioner.map { own in { gradient in own.scale * gradient.magnitude + own.offset } }
  }

  /// The threshold of a running mean of gradients, of decay `beta`, divided by a running size that in the first step is the
  /// gradient's own.
  ///
  /// - Parameter offset: what is added to the size.
  static func meanOverSize(beta: Double, offset: Double, addedCurvature: Double) -> StabilityThreshold {
    StabilityThreshold(
      2 * (1 + beta) / (1 - beta), "2(1+β_{1})", over: "(1−β_{1})",
      preconditioner: .init(scale: 1, offset: offset), addedCurvature: addedCurvature)
  }

  /// A threshold.
  init(
    _ product: Double, _ numerator: String, over denominator: String? = nil, preconditioner: Preconditioner? = nil,
    addedCurvature: Double = 0
  ) {
    self.product = product
    self.numerator = numerator
    self.denominator = denominator
    self.preconditioner = preconditioner
    self.addedCurvature = addedCurvature
  }
}

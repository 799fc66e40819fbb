public import Calculus

/// Coupled weight decay: a pull towards the origin, added to the gradient.
///
/// ```
/// g <- g + weight_decay x
/// ```
///
/// The optimizer takes it for slope of the surface: its resting point moves towards the origin, and an optimizer that
/// divides by the size of gradients divides the pull as well.
///
/// - Source: A. Krogh, J. Hertz, A simple weight decay can improve generalization, NIPS 1991.
public struct CoupledDecay: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "coupled-decay", label: "coupled decay", summary: "a pull towards the origin, added to the gradient")

  /// Gradients.
  public static let effects: WrapperEffects = .gradients

  /// The size of the loss matters.
  public static let keeps: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<CoupledDecay>] = [
    .real("weight_decay", \.weightDecay, in: .notNegative, "how much of the point is added to the gradient")
  ]

  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 1e-2

  /// A hundredth of the point.
  public init() {}

  /// Lets the optimizer see the pull as slope.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    oracle.filtering(by: Pull(weightDecay: weightDecay)) { inner(points) }
  }

  /// Adds the pull at the point at which a gradient is asked.
  private struct Pull: GradientFilter {
    let weightDecay: Lanes

    func gradient(at points: Block, oracle: Oracle) -> Block { added(oracle.gradient(at: points), points, oracle) }

    func gradient(elsewhere points: Block, oracle: Oracle) -> Block {
      added(oracle.gradient(elsewhere: points), points, oracle)
    }

    private func added(_ gradient: Block, _ points: Block, _ oracle: Oracle) -> Block {
      let answer = oracle.draft
      for row in 0..<points.rows {
        for vector in 0..<oracle.vectors {
          answer.row(row)[vector] = gradient.row(row)[vector] + weightDecay * points.row(row)[vector]
        }
      }
      return answer
    }
  }
}

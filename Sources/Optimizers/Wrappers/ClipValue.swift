public import Calculus

/// Clipping by value: each component of the gradient is kept between two bounds.
///
/// ```
/// g <- min(max(g, -clip_value), clip_value)
/// ```
///
/// The direction bends towards the diagonals where a component is cut; at the steepest places it is the step of signs.
///
/// - Source: T. Mikolov, Statistical language models based on neural networks, PhD thesis, Brno (2012);
///   `torch.nn.utils.clip_grad_value_`.
public struct ClipValue: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "clip-value", label: "clip value", summary: "components of gradients no larger than a bound")

  /// Gradients.
  public static let effects: WrapperEffects = .gradients

  /// The axes matter.
  public static let keeps: Invariances = []

  /// Every knob.
  public static let knobs: [Knob<ClipValue>] = [
    .real("clip_value", \.bound, in: .positive, "greatest size of a component")
  ]

  /// The greatest size of a component.
  public var bound: Lanes = 1

  /// No component larger than 1.
  public init() {}

  /// Lets the optimizer see gradients with bounded components.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let clip = Reshaping { gradient, vectors in
      for row in 0..<gradient.rows {
        let components = gradient.row(row)
        for vector in 0..<vectors {
          components[vector] = Lanes.minimum(Lanes.maximum(components[vector], -bound), bound)
        }
      }
    }
    oracle.filtering(by: clip) { inner(points) }
  }
}

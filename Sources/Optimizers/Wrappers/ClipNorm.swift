public import Calculus

/// Clipping by norm: a gradient longer than a bound is shortened to it, its direction kept.
///
/// ```
/// g <- g min(1, max_norm / (|g| + 1e-6))
/// ```
///
/// Steep walls lose their violence: where gradient descent is thrown out of the window, the clipped run walks down at a
/// steady pace, and once the slope is below the bound nothing is changed any more.
///
/// - Source: R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural networks, ICML 2013,
///   Algorithm 1; the 1e-6 is that of `torch.nn.utils.clip_grad_norm_`.
public struct ClipNorm: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "clip", aliases: ["clip-norm"], label: "clip", summary: "gradients no longer than a bound")

  /// Gradients.
  public static let effects: WrapperEffects = .gradients

  /// The size of the loss matters.
  public static let keeps: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<ClipNorm>] = [
    .real("max_norm", \.bound, in: .positive, "greatest length of a gradient")
  ]

  /// The greatest length of a gradient.
  public var bound: Lanes = 1

  /// No gradient longer than 1.
  public init() {}

  /// Lets the optimizer see gradients of bounded length.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let clip = Reshaping { gradient, vectors in
      for vector in 0..<vectors {
        gradient.scale(vector, by: Lanes.minimum(1, bound / (gradient.norm(vector) + 1e-6)))
      }
    }
    oracle.filtering(by: clip) { inner(points) }
  }
}

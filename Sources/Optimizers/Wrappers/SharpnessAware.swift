public import Calculus

/// SAM: the gradient is asked where the loss is worst nearby.
///
/// ```
/// e <- rho g / (|g| + 1e-12)
/// g <- gradient at x + e
/// ```
///
/// A narrow minimum looks steep from `rho` away, a wide one does not: of two minima alike in depth the path prefers the
/// flat one. On a bowl it does not come to rest at the bottom but in a swing about as wide as the rate times `rho` times the
/// curvature.
///
/// - Deviates: nowhere from the authors' code; two evaluations a step.
/// - Source: P. Foret, A. Kleiner, H. Mobahi, B. Neyshabur, Sharpness-aware minimization for efficiently improving
///   generalization, ICLR 2021, arXiv:2010.01412, Algorithm 1.
public struct SharpnessAware: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "sam", label: "SAM", summary: "the gradient where the loss is worst nearby")

  /// Gradients.
  public static let effects: WrapperEffects = .gradients

  /// Every knob.
  public static let knobs: [Knob<SharpnessAware>] = [
    .real("rho", \.radius, in: .notNegative, "how far away the gradient is asked")
  ]

  /// How far away the gradient is asked.
  public var radius: Lanes = 0.05

  /// The authors' 0.05.
  public init() {}

  /// Room for the place at which the gradient is asked.
  public func makeMemory(dimension: Int, width: Int) -> any Memory { Blocks(1, rows: dimension, width: width) }

  /// Twice as many.
  public func evaluations(around inner: ClosedRange<Int>) -> ClosedRange<Int> {
    2 * inner.lowerBound...2 * inner.upperBound
  }

  /// Lets the optimizer see the gradients of worse places.
  public func step(points: Block, rates: Block, memory: any Memory, oracle: Oracle, inner: (Block) -> Void) {
    let place = unsafeDowncast(memory, to: Blocks.self)[0]
    let ascent = Ascent(place: place) { gradient, points, vector in
      let scale = radius / (gradient.norm(vector) + 1e-12)
      for row in 0..<points.rows {
        place.row(row)[vector] = points.row(row)[vector] + scale * gradient.row(row)[vector]
      }
    }
    oracle.filtering(by: ascent) { inner(points) }
  }
}

/// Asks gradients at a place found from the gradient at the point.
struct Ascent: GradientFilter {
  /// Where `find` writes the place.
  let place: Block
  /// Finds the place for one vector of runs.
  let find: (_ gradient: Block, _ points: Block, _ vector: Int) -> Void

  func gradient(at points: Block, oracle: Oracle) -> Block { ascended(oracle.gradient(at: points), points, oracle) }

  func gradient(elsewhere points: Block, oracle: Oracle) -> Block {
    ascended(oracle.gradient(elsewhere: points), points, oracle)
  }

  private func ascended(_ gradient: Block, _ points: Block, _ oracle: Oracle) -> Block {
    for vector in 0..<oracle.vectors { find(gradient, points, vector) }
    return oracle.gradient(elsewhere: place)
  }
}

public import Calculus

/// ASAM: SAM whose neighbourhood is stretched by the size of each coordinate.
///
/// ```
/// e <- rho x^2 g / (| |x| g | + 1e-12)
/// g <- gradient at x + e
/// ```
///
/// What is nearby is measured in terms of the point itself, so that a coordinate in other units has the same
/// neighbourhood. On a plane one sees that the origin matters: near an axis the gradient is hardly moved along it.
///
/// - Deviates: nowhere from the common PyTorch code with `adaptive=True`; the paper adds `eta` = 0.01 to `|x|`.
/// - Source: J. Kwon, J. Kim, H. Park, I. K. Choi, ASAM: adaptive sharpness-aware minimization, ICML 2021,
///   arXiv:2102.11600.
public struct AdaptiveSharpnessAware: OptimizerWrapper {
  /// Who this is.
  public static let identity = OptimizerWrapperIdentity(
    name: "asam", label: "ASAM", summary: "SAM with a neighbourhood stretched by the point's coordinates")

  /// Gradients.
  public static let effects: WrapperEffects = .gradients

  /// The axes matter.
  public static let keeps: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AdaptiveSharpnessAware>] = [
    .real("rho", \.radius, in: .notNegative, "size of the neighbourhood, in terms of the point")
  ]

  /// The size of the neighbourhood, in terms of the point.
  public var radius: Lanes = 0.5

  /// The authors' 0.5.
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
      var sum: Lanes = 0
      for row in 0..<points.rows {
        let stretched = points.row(row)[vector] * gradient.row(row)[vector]
        sum += stretched * stretched
      }
      let scale = radius / (sum.squareRoot() + 1e-12)
      for row in 0..<points.rows {
        let point = points.row(row)[vector]
        place.row(row)[vector] = point + scale * point * point * gradient.row(row)[vector]
      }
    }
    oracle.filtering(by: ascent) { inner(points) }
  }
}

internal import Calculus
internal import Optimizers
internal import Surfaces

/// The rate above which runs cannot settle, from the curvature at one place.
public struct StabilityLimit: Sendable, Equatable {
  /// Where the curvature is taken.
  public enum Place: String, Sendable { case start, minimum }

  /// Where the curvature is taken.
  public let place: Place
  /// The limit.
  public let rate: Double
  /// The largest eigenvalue of the Hessian there, divided as the optimizer divides its gradient.
  public let curvature: Double
  /// Rate times curvature at the limit.
  public let product: Double
  /// How that product is written in terms of the knobs: `2(1+β)`.
  public let numerator: String
  /// What it is divided by, in terms of the knobs, if anything.
  public let denominator: String?
  /// Whether the Hessian is divided by what the optimizer divides the first gradient by.
  public let isPreconditioned: Bool

  /// The limit at the start, and that at the minimum where it is another.
  ///
  /// The minimum is the known one nearest to where the best run ended. It has a limit if its Hessian is definite, and if
  /// the optimizer does not divide by gradients, which vanish there. There is no limit at the start where the surface
  /// bends downwards in every direction.
  static func limits(
    of optimizer: any Optimizer, on surface: Surface, start: [Double], bestEnd: [Double]?
  ) -> [StabilityLimit] {
    guard let threshold = optimizer.stabilityThreshold else { return [] }
    let objective = surface.objective
    var limits: [StabilityLimit] = []
    let scales = objective.gradient(at: start).map { threshold.divisor?($0) ?? 1 }
    if let first = StabilityLimit(.start, objective.hessian(at: start), threshold, scales: scales) {
      limits.append(first)
    }
    guard threshold.divisor == nil, let bestEnd else { return limits }
    let nearest = surface.minima.min { distance($0.at, bestEnd) < distance($1.at, bestEnd) }
    guard let place = nearest?.at else { return limits }
    let hessian = objective.hessian(at: place)
    guard SymmetricMatrix(rows: hessian).isPositiveDefinite(),
      let second = StabilityLimit(.minimum, hessian, threshold, scales: place.map { _ in 1 })
    else { return limits }
    let isOther = limits.first.map { (second.rate / $0.rate - 1).magnitude > 0.01 } ?? true
    return isOther ? limits + [second] : limits
  }

  /// The limit from a Hessian and what each coordinate of the gradient is divided by; nil if there is none.
  init?(_ place: Place, _ hessian: [[Double]], _ threshold: StabilityThreshold, scales: [Double]) {
    var matrix = SymmetricMatrix(rows: hessian)
    guard scales.allSatisfy({ $0 > 0 && $0.isFinite }) else { return nil }
    // D^-1/2 H D^-1/2 is symmetric and has the eigenvalues of D^-1 H.
    for row in scales.indices {
      for column in 0...row {
        let own = row == column ? threshold.addedCurvature : 0
        matrix[row, column] = (matrix[row, column] + own) / (scales[row] * scales[column]).squareRoot()
      }
    }
    guard let largest = matrix.eigensystem()?.values.last, largest > 0 else { return nil }
    self.place = place
    curvature = largest
    rate = threshold.product / largest
    product = threshold.product
    numerator = threshold.numerator
    denominator = threshold.denominator
    isPreconditioned = threshold.preconditioner != nil
  }
}

/// Gradient descent whose rate is the inverse curvature seen between the last two points.
///
/// Both forms keep the last point and gradient; they differ in how the pair gives a length. Where the surface curved down
/// neither means anything, and the mean of the two in size is taken.
public protocol BarzilaiBorwein: Method where State == SecantMemory {
  /// The length that fits a change of the gradient to the step that made it; of no meaning unless positive and finite.
  static func length(step: [Double], change: [Double]) -> Double
}

/// The last point and the gradient there.
public struct SecantMemory: Sendable {
  /// Nil before the first step.
  var last: (point: [Double], gradient: [Double])?
}

extension BarzilaiBorwein {
  /// A turn of the surface turns the path.
  public static var invariances: Invariances { .rotation }

  /// One gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// No pair yet.
  public func start(dimension: Int) -> SecantMemory { SecantMemory() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout SecantMemory, rate: Double, lane: Int, oracle: PointOracle) {
    let (_, gradient) = oracle.valueAndGradient(at: point)
    var length = rate
    if let last = state.last {
      let (step, change) = (difference(point, last.point), difference(gradient, last.gradient))
      let fitting =
        dot(step, change) > 0
        ? Self.length(step: step, change: change) : (dot(step, step) / dot(change, change)).squareRoot()
      if fitting > 0, fitting.isFinite { length = fitting }
    }
    state.last = (point, gradient)
    point = zip(point, gradient).map { $0 - length * $1 }
  }
}

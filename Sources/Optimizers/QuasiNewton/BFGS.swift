public import Calculus

/// BFGS: Newton's step with an inverse Hessian that is learnt from the gradients on the way.
///
/// ```
/// p <- -H g                                                  H = I at first
/// x <- x + a p                                               a by a strong Wolfe search, from 1; at first from 1 / |g|
/// s = a p   y = g' - g
/// H <- (I - s y^T / y.s) H (I - y s^T / y.s) + s s^T / y.s   kept as it is if y.s <= 1e-10; I y.s / y.y before the first
/// ```
///
/// The first step follows the gradient; each later one knows the curvature along all directions walked so far. A quadratic
/// bowl in two variables takes a handful of steps, Rosenbrock's valley about thirty-five, without a single Hessian.
///
/// - Order: first; a value with its gradient, and one more for every trial of the line search (one trial mostly).
/// - Memory: a symmetric matrix.
/// - Deviates: nowhere on a smooth surface. Where `-H g` does not lead down, or a search finds no lower place, `H` becomes
///   `I` again, so that the next step is steepest descent. The gradients of a pair come from one step, so that on a noisy
///   surface they belong to the same function.
/// - Source: J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), Algorithm 6.1 with equation 6.20. Found by
///   C. G. Broyden, R. Fletcher, D. Goldfarb and D. F. Shanno in 1970.
public struct BFGS: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "bfgs", label: "BFGS",
    summary: "Newton's step with an inverse Hessian learnt from the gradients on the way", defaultRate: nil)

  /// A turn of the surface turns the path.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<BFGS>] = [
    .real("armijo", \.armijo, in: .fraction, "share of the promised fall that a step must bring"),
    .real("curvature", \.curvature, in: .fraction, "share of the slope that a step may leave"),
    .whole("trials", \.trials, in: 1...100, "most trials of a line search"),
  ]

  /// c1: the share of the promised fall that a step must bring.
  public var armijo: Lanes = 1e-4
  /// c2: the share of the slope that a step may leave.
  public var curvature: Lanes = 0.9
  /// The most trials of a line search; after them the lowest place found is taken.
  public var trials = 25

  /// c1 = 1e-4, c2 = 0.9, at most 25 trials.
  public init() {}

  /// A value with its gradient, and one for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 + trials }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The inverse Hessian; nil stands for the identity before anything is learnt.
    var inverse: SymmetricMatrix?
  }

  /// Nothing learnt yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard value.isFinite, gradient.allSatisfy(\.isFinite), gradient.contains(where: { $0 != 0 }) else { return }
    let direction = state.direction(downhill: gradient)
    let slope = dot(gradient, direction)
    let first = state.inverse == nil ? min(1, 1 / dot(gradient, gradient).squareRoot()) : 1

    let line = Line(from: point, along: direction, oracle: oracle)
    let search = StrongWolfe(armijo: armijo[lane], curvature: curvature[lane], trials: trials - 1)
    let here = Trial(length: 0, value: value, gradient: gradient, slope: slope)
    let found = search.search(line, from: here, first: first)
    guard found.length > 0 else {
      state.inverse = nil
      return
    }
    point = line.place(found.length)
    state.learn(step: direction.map { found.length * $0 }, change: zip(found.gradient, gradient).map { $0 - $1 })
  }
}

extension BFGS.State {
  /// `-H g`, or `-g` with all forgotten where that does not lead down.
  mutating func direction(downhill gradient: [Double]) -> [Double] {
    if let inverse {
      let direction = inverse.product(gradient).map { -$0 }
      let slope = dot(gradient, direction)
      if slope < 0, slope.isFinite { return direction }
    }
    inverse = nil
    return gradient.map { -$0 }
  }

  /// Bends the inverse Hessian so that it maps the change of the gradient to the step.
  mutating func learn(step: [Double], change: [Double]) {
    let product = dot(step, change)
    guard product > 1e-10, product.isFinite else { return }
    var matrix = inverse ?? SymmetricMatrix(scale: product / dot(change, change), dimension: step.count)
    let image = matrix.product(change)
    let weight = (1 + dot(change, image) / product) / product
    for column in step.indices {
      for row in 0...column {
        matrix[row, column] +=
          weight * step[row] * step[column] - (image[row] * step[column] + step[row] * image[column]) / product
      }
    }
    inverse = matrix
  }
}

extension SymmetricMatrix {
  /// A multiple of the identity.
  fileprivate init(scale: Double, dimension: Int) {
    self.init(dimension: dimension)
    for index in 0..<dimension { self[index, index] = scale }
  }
}

public import Calculus

/// Shampoo, as it treats a vector: AdaGrad with the whole matrix of products of gradients, and not its diagonal alone.
///
/// ```
/// H <- H + g g^T                 eps I at first
/// x <- x - rate H^(-1/2) g
/// ```
///
/// Of a vector there is one factor, with the power -1/2: full-matrix AdaGrad. The first step is one rate long and straight
/// downhill, where AdaGrad's goes diagonally. A direction once walked steeply is walked ever more slowly. A turn of the
/// surface turns the path: on an ellipse of condition 100 that lies askew it arrives as if it lay along the axes, while
/// AdaGrad creeps along its bottom.
///
/// - Order: first; one gradient a step, and the eigenvalues of a matrix.
/// - Memory: a symmetric matrix.
/// - Deviates: nowhere for a vector. Matrices, for which it was made, have a factor on each side and the powers -1/4.
/// - Source: V. Gupta, T. Koren, Y. Singer, Shampoo: preconditioned stochastic tensor optimization, ICML 2018,
///   arXiv:1802.09568, Algorithm 2 with k = 1; J. Duchi, E. Hazan, Y. Singer, JMLR 12 (2011) 2121, Figure 1.
public struct Shampoo: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "shampoo", aliases: ["full-matrix-adagrad"], label: "Shampoo",
    summary: "AdaGrad with the whole matrix of products of gradients", defaultRate: 1e-2)

  /// A turn of the surface turns the path.
  ///
  /// The size of the loss matters as long as eps is seen beside what a gradient has
  /// across the earlier ones, which is little at first.
  public static let invariances: Invariances = .rotation

  /// Every knob.
  public static let knobs: [Knob<Shampoo>] = [
    .real("eps", \.eps, in: .positive, "diagonal of the first matrix")
  ]

  /// The diagonal of the first matrix.
  public var eps: Lanes = 1e-6

  /// eps = 1e-6.
  public init() {}

  /// One gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The sum of the products of gradients, without eps.
    var products: SymmetricMatrix
  }

  /// Nothing seen yet.
  public func start(dimension: Int) -> State { State(products: SymmetricMatrix(dimension: dimension)) }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let gradient = oracle.valueAndGradient(at: point).gradient
    guard gradient.contains(where: { $0 != 0 }) else { return }
    state.products.addProduct(of: gradient)
    guard let system = state.products.eigensystem() else {
      // Products that overflow leave no direction: the run is lost, and says so.
      point = point.map { _ in .nan }
      return
    }
    for (value, vector) in zip(system.values, system.vectors) {
      // The smallest eigenvalues of a sum of squares may fall below 0 by rounding.
      let root = (max(value, 0) + eps[lane]).squareRoot()
      let scale = rate * dot(vector, gradient) / root
      for index in point.indices { point[index] -= scale * vector[index] }
    }
  }
}

extension SymmetricMatrix {
  /// Adds a share of the products of a vector's coordinates to a share of what is there.
  mutating func addProduct(of vector: [Double], share: Double = 1, keeping survival: Double = 1) {
    for column in vector.indices {
      for row in 0...column {
        self[row, column] = survival * self[row, column] + share * vector[row] * vector[column]
      }
    }
  }
}

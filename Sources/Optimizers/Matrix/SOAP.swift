public import Calculus

/// SOAP: Adam in the axes in which the gradients of late are uncorrelated.
///
/// ```
/// G <- (1 - beta2) g g^T,  Q <- its eigenvectors                  in the first call, which does not move
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) (Q^T g)^2
/// x <- x - rate sqrt(1 - beta2^t) / (1 - beta1^t) Q (Q^T m / (sqrt(s) + eps))
/// x <- x - rate weight_decay x
/// G <- beta2 G + (1 - beta2) g g^T
/// Q <- QR of G Q, larger eigenvalues first                        every precondition_frequency steps
/// ```
///
/// Where Adam divides along the axes of the plane, SOAP divides along and across the valley. It moves at the second step
/// only; then it starts straight downhill, one rate a step, and needs some steps before its axes have turned into those
/// of a valley that lies askew.
///
/// - Order: first; one gradient a step, and a product of matrices now and then.
/// - Memory: a mean and a mean square a coordinate; a symmetric and an orthogonal matrix.
/// - Deviates: nowhere from the authors' code with `precondition_1d`, without which a vector gets Adam's axes.
/// - Source: N. Vyas and others, SOAP: improving and stabilizing Shampoo using Adam, ICLR 2025, arXiv:2409.11321,
///   Algorithm 3.
public struct SOAP: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "soap", label: "SOAP", summary: "Adam in the axes in which the gradients of late are uncorrelated",
    defaultRate: 3e-3)

  /// The size of the loss does not matter.
  ///
  /// A turn of the surface turns the path, but for some 1e-10: in the first two calls
  /// the gradient is the same, and what rounding leaves of it across itself is divided by eps.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<SOAP>] = [
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square and of the matrix that survives a step"),
    .real("eps", \.eps, in: .positive, "added to the root, so that nothing is divided by 0"),
    .whole("precondition_frequency", \.frequency, in: 1...1_000_000, "steps between two turns of the axes"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, after the step"),
  ]

  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.95
  /// The share of the mean square and of the matrix that survives a step.
  public var beta2: Lanes = 0.95
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// The steps between two turns of the axes.
  public var frequency = 10
  /// How much of the point is taken away, in terms of the rate.
  public var weightDecay: Lanes = 0.01

  /// The authors' defaults.
  public init() {}

  /// One gradient.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 }

  /// What is remembered from step to step.
  public struct State: Sendable {
    var products: SymmetricMatrix
    /// The axes, those of larger eigenvalues first; empty before the first call.
    var axes: [[Double]] = []
    var mean: [Double]
    /// The mean square along each axis.
    var meanSquare: [Double]
    var step = 0
    var correction = BiasCorrection()
  }

  /// Nothing seen yet.
  public func start(dimension: Int) -> State {
    let zero = Array(repeating: 0.0, count: dimension)
    return State(products: SymmetricMatrix(dimension: dimension), mean: zero, meanSquare: zero)
  }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (beta1, beta2) = (beta1[lane], beta2[lane])
    let gradient = oracle.valueAndGradient(at: point).gradient
    guard !state.axes.isEmpty else {
      state.products.addProduct(of: gradient, share: 1 - beta2)
      // A gradient that is not finite has no axes; any will do, as the run is lost.
      state.axes = state.products.eigensystem()?.vectors.reversed() ?? gradient.indices.map { gradient.unit($0) }
      return
    }
    state.step += 1
    state.correction.advance(Lanes(beta1), Lanes(beta2))
    state.mean = zip(state.mean, gradient).map { beta1 * $0 + (1 - beta1) * $1 }
    let length = rate * state.correction.mean[0] / state.correction.root[0]
    var update = Array(repeating: 0.0, count: point.count)
    for (index, axis) in state.axes.enumerated() {
      let slope = dot(axis, gradient)
      state.meanSquare[index] = beta2 * state.meanSquare[index] + (1 - beta2) * slope * slope
      let scale = dot(axis, state.mean) / (state.meanSquare[index].squareRoot() + eps[lane])
      for row in point.indices { update[row] += scale * axis[row] }
    }
    for row in point.indices {
      point[row] -= length * update[row]
      point[row] -= rate * weightDecay[lane] * point[row]
    }
    state.products.addProduct(of: gradient, share: 1 - beta2, keeping: beta2)
    if state.step % frequency == 0 { state.turn() }
  }
}

extension SOAP.State {
  /// One step of orthogonal iteration on the axes.
  mutating func turn() {
    let images = axes.map { products.product($0) }
    let estimates = zip(axes, images).map { dot($0, $1) }
    let order = axes.indices.sorted { (-estimates[$0], $0) < (-estimates[$1], $1) }
    meanSquare = order.map { meanSquare[$0] }
    axes = orthonormal(order.map { images[$0] })
  }
}

/// The orthogonal factor of the matrix with these columns, by Householder's reflections: orthonormal whatever the columns.
func orthonormal(_ columns: [[Double]]) -> [[Double]] {
  var rest = columns
  var mirrors: [[Double]] = []
  for place in columns.indices {
    var mirror = rest[place]
    for row in 0..<place { mirror[row] = 0 }
    let length = dot(mirror, mirror).squareRoot()
    mirror[place] += mirror[place] < 0 ? -length : length
    let size = dot(mirror, mirror).squareRoot()
    // A column that has nothing left needs no mirror.
    if size > 0 { mirror = mirror.map { $0 / size } }
    for column in place..<columns.count { rest[column].reflect(in: mirror) }
    mirrors.append(mirror)
  }
  return columns.indices.map { place in
    mirrors.reversed().reduce(into: columns[place].unit(place)) { $0.reflect(in: $1) }
  }
}

extension [Double] {
  /// The unit vector of an axis, of as many coordinates.
  fileprivate func unit(_ axis: Int) -> [Double] { indices.map { $0 == axis ? 1 : 0 } }

  /// The mirror image in the plane across a vector of length 1, or the vector itself if that has length 0.
  fileprivate mutating func reflect(in mirror: [Double]) {
    let part = 2 * dot(self, mirror)
    for index in indices { self[index] -= part * mirror[index] }
  }
}

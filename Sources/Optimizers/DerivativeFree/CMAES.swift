public import Calculus

/// CMA-ES: a cloud of trials whose centre moves to the better half, and whose shape learns from the steps that paid.
///
/// ```
/// y_k <- C^(1/2) z_k       z_k normal, k = 1 ... population; the values f(x + sigma y_k) rank them
/// y <- sum of w_k y_k      over the better half, the best with the largest weight
/// x <- x + sigma y
/// s <- (1 - c_s) s + sqrt(c_s (2 - c_s) m) C^(-1/2) y             m = 1 / sum of w_k^2
/// p <- (1 - c_c) p + h sqrt(c_c (2 - c_c) m) y                    h = 0 while s is long, else 1
/// C <- (1 - c_1 (1 - (1 - h) c_c (2 - c_c)) - c_m) C + c_1 p p^T + c_m sum of w_k y_k y_k^T
/// sigma <- sigma exp(c_s / d (|s| / E|z| - 1))
/// ```
///
/// The path is that of the centre. The cloud grows along a slope, stretches along a valley and contracts onto a minimum;
/// among many minima it mostly passes by the narrow ones. Only the order of the values counts, so that a logarithm of the
/// loss would be the same surface to it.
///
/// - Order: zeroth; `population` values a step.
/// - Memory: a symmetric matrix, two paths, the spread, and the last cloud.
/// - Deviates: from the tutorial in that no weight is negative, and in `population`, which does not grow with the dimension
///   by itself: 6 is the tutorial's for the plane, `4 + 3 ln n` for n coordinates.
/// - Source: N. Hansen, The CMA evolution strategy: a tutorial, arXiv:1604.00772 (2016); N. Hansen, A. Ostermeier,
///   Evolutionary Computation 9 (2001) 159.
public struct CMAES: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "cma-es", aliases: ["cma"], label: "CMA-ES",
    summary: "a cloud of trials whose shape learns from the steps that paid", defaultRate: nil)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Values alone.
  public static let asksGradients = false

  /// The trials of the last step.
  public static let companion: Companion? = .cloud("trials")

  /// It draws random numbers.
  public static let drawsNumbers = true

  /// Every knob.
  public static let knobs: [Knob<CMAES>] = [
    .real("sigma", \.sigma, in: .positive, "spread of the first cloud in each coordinate"),
    .whole("population", \.population, in: 4...10_000, "trials in each step"),
  ]

  /// The spread of the first cloud in each coordinate.
  public var sigma: Lanes = 0.5
  /// The trials in each step.
  public var population = 6

  /// A spread of 0.5 and 6 trials.
  public init() {}

  /// One value for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { population...population }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// C: the shape of the cloud.
    var shape: SymmetricMatrix
    /// s: the path of the centre, in units of the cloud.
    var lengthPath: [Double]
    /// p: the path of the centre.
    var shapePath: [Double]
    /// The size of the cloud; nil before the first step.
    var spread: Double?
    /// The steps taken.
    var count = 0
    /// The last cloud.
    var cloud: [[Double]] = []
  }

  /// A round cloud.
  public func start(dimension: Int) -> State {
    var shape = SymmetricMatrix(dimension: dimension)
    for index in 0..<dimension { shape[index, index] = 1 }
    let zero = Array(repeating: 0.0, count: dimension)
    return State(shape: shape, lengthPath: zero, shapePath: zero)
  }

  /// The trials of the last step.
  public func companions(of state: State) -> [[Double]] { state.cloud }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let (dimension, centre) = (point.count, point)
    guard let system = state.shape.eigensystem() else { return }
    let roots = system.values.map { max(0, $0).squareRoot() }
    let spread = state.spread ?? sigma[lane]
    let trials = (0..<population).map { number in
      let normal = (0..<dimension).map { oracle.normal(number * dimension + $0) }
      let step = system.vector(of: zip(system.coordinates(of: normal), roots).map { $0 * $1 })
      return Trial(normal: normal, step: step, corner: Corner(at: zip(centre, step).map { $0 + spread * $1 }, oracle))
    }
    let ranks = trials.indices.sorted { (trials[$0].corner.value, $0) < (trials[$1].corner.value, $1) }
    let constants = CMAConstants(dimension: dimension, population: population)
    let chosen = zip(constants.weights, ranks).map { (weight: $0, trial: trials[$1]) }
    func mean(_ part: (Trial) -> [Double]) -> [Double] {
      (0..<dimension).map { row in chosen.reduce(0) { $0 + $1.weight * part($1.trial)[row] } }
    }
    let step = mean(\.step)
    point = zip(centre, step).map { $0 + spread * $1 }
    state.cloud = trials.map(\.corner.point)
    state.bend(to: step, normal: mean(\.normal), chosen: chosen, constants: constants)
    let pace = length(state.lengthPath) / constants.expectedLength - 1
    state.spread = spread * Lanes.exp(Lanes(constants.adaptation * pace))[0]
  }

  /// One of a cloud.
  fileprivate struct Trial {
    /// z: what was drawn.
    let normal: [Double]
    /// y: the same in the shape of the cloud.
    let step: [Double]
    let corner: Corner
  }
}

extension CMAES.State {
  /// Bends the paths and the shape to the mean step, to the normal numbers behind it and to the trials chosen.
  fileprivate mutating func bend(
    to step: [Double], normal: [Double], chosen: [(weight: Double, trial: CMAES.Trial)], constants: CMAConstants
  ) {
    count += 1
    lengthPath = zip(lengthPath, normal).map { constants.lengthKept * $0 + constants.lengthGain * $1 }
    let isLong = length(lengthPath) / constants.settling(count) >= constants.longest
    shapePath = zip(shapePath, step).map { constants.shapeKept * $0 + (isLong ? 0 : constants.shapeGain * $1) }
    let lost = isLong ? constants.rankOne * (1 - constants.shapeKept * constants.shapeKept) : 0
    let kept = 1 - constants.rankOne - constants.rankMany + lost
    for column in step.indices {
      for row in 0...column {
        let many = chosen.reduce(0) { $0 + $1.weight * $1.trial.step[row] * $1.trial.step[column] }
        shape[row, column] =
          kept * shape[row, column] + constants.rankOne * shapePath[row] * shapePath[column]
          + constants.rankMany * many
      }
    }
  }
}

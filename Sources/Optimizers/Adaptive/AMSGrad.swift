public import Calculus

/// AMSGrad: Adam that never forgets how steep it has been.
///
/// ```
/// m <- beta1 m + (1 - beta1) g
/// s <- beta2 s + (1 - beta2) g^2
/// h <- max(h, s)
/// x <- x - rate * (m / (1 - beta1^t)) / (sqrt(h / (1 - beta2^t)) + eps)     if convention = torch
/// x <- x - rate m / (sqrt(h) + eps)                                         if convention = paper
/// ```
///
/// While slopes grow it is Adam. Once they fall its steps stay as short as the steepest place has made them, so it creeps
/// where Adam runs, and does not jump where Adam does.
///
/// - Order: first; one gradient a step.
/// - Memory: a mean, a mean square and its maximum a coordinate.
/// - Deviates: `convention=paper` has no correction of bias; `torch` corrects the maximum of the uncorrected mean square;
///   `optax` takes the maximum of the corrected one; `keras` is `torch` with eps 1e-7 before the correction.
/// - Source: S. J. Reddi, S. Kale, S. Kumar, On the convergence of Adam and beyond, ICLR 2018, arXiv:1904.09237,
///   Algorithm 2.
public struct AMSGrad: Rule {
  /// The ways in which libraries differ.
  public enum Convention: String, CaseIterable, Sendable { case torch, paper, optax, keras }

  /// Who this is.
  public static let identity = Identity(
    name: "amsgrad", label: "AMSGrad", summary: "Adam that never forgets how steep it has been", defaultRate: 1e-3)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Every knob.
  public static let knobs: [Knob<AMSGrad>] = [
    .choice("convention", \.convention, "whose algorithm; sets eps"),
    .real("beta1", \.beta1, in: .decay, "share of the mean that survives a step"),
    .real("beta2", \.beta2, in: .decay, "share of the mean square that survives a step"),
    .real("eps", \.eps, in: .notNegative, "added to the root, so that nothing is divided by 0"),
    .real("weight_decay", \.weightDecay, in: .notNegative, "pull towards the origin, added to the gradient"),
  ]

  /// Whose algorithm it is; setting it sets eps.
  public var convention = Convention.torch {
    didSet { eps = convention == .keras ? 1e-7 : 1e-8 }
  }
  /// The share of the mean that survives a step.
  public var beta1: Lanes = 0.9
  /// The share of the mean square that survives a step.
  public var beta2: Lanes = 0.999
  /// What is added to the root.
  public var eps: Lanes = 1e-8
  /// How much of the point is added to the gradient.
  public var weightDecay: Lanes = 0

  /// PyTorch's defaults.
  public init() {}

  /// Adam's: the largest mean square is that of the first step, when it is the first.
  public var stabilityThreshold: StabilityThreshold? {
    let offset = convention == .torch ? eps[0] : eps[0] / (1 - beta2[0]).squareRoot()
    return .meanOverSize(beta: beta1[0], offset: offset, addedCurvature: weightDecay[0])
  }

  /// What is remembered for a coordinate.
  public struct Trace: Sendable {
    var mean: Lanes = 0
    var meanSquare: Lanes = 0
    var largest: Lanes = 0
  }

  /// All zero.
  public var start: Trace { Trace() }

  /// The zeroth powers.
  public var opening: BiasCorrection { BiasCorrection() }

  /// The corrections of a step.
  public func advance(_ pace: inout BiasCorrection, step: Int) { pace.advance(beta1, beta2) }

  /// Moves one coordinate.
  public func move(_ point: inout Lanes, gradient: Lanes, trace: inout Trace, rate: Lanes, pace: BiasCorrection) {
    let slope = gradient + weightDecay * point
    trace.mean = beta1 * trace.mean + (1 - beta1) * slope
    trace.meanSquare = beta2 * trace.meanSquare + (1 - beta2) * slope * slope
    let candidate = convention == .optax ? trace.meanSquare * pace.root * pace.root : trace.meanSquare
    trace.largest = Lanes.maximum(trace.largest, candidate)
    let root = trace.largest.squareRoot()
    switch convention {
    case .torch: point -= rate * pace.mean * trace.mean / (root * pace.root + eps)
    case .paper: point -= rate * trace.mean / (root + eps)
    case .optax: point -= rate * pace.mean * trace.mean / (root + eps)
    case .keras: point -= rate * pace.mean * trace.mean / ((root + eps) * pace.root)
    }
  }
}

public import Calculus

/// Simultaneous perturbation: gradient descent by a slope that is measured along one random diagonal.
///
/// ```
/// d <- a sign for each coordinate, at random       k = the step, from 1
/// c <- perturbation / k^gamma                      a <- rate / (stability + k)^alpha
/// g <- (f(x + c d) - f(x - c d)) / (2 c) d
/// x <- x - a g
/// ```
///
/// Two values give a slope whatever the dimension; every step goes along a diagonal, right on average. The path staggers
/// down like that of gradient descent on a noisy surface, though the surface has no noise, and calms as the gains fade.
///
/// - Order: zeroth; two values a step.
/// - Memory: the number of the step.
/// - Deviates: nowhere. The stability is 0 by default, for Spall's tenth of the steps is not known to it.
/// - Source: J. C. Spall, IEEE Transactions on Automatic Control 37 (1992) 332; the exponents from J. C. Spall, IEEE
///   Transactions on Aerospace and Electronic Systems 34 (1998) 817.
public struct SPSA: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "spsa", label: "SPSA",
    summary: "gradient descent by a slope measured along one random diagonal", defaultRate: 0.1)

  /// Values alone.
  public static let asksGradients = false

  /// It draws random numbers.
  public static let drawsNumbers = true

  /// Every knob.
  public static let knobs: [Knob<SPSA>] = [
    .real(
      "perturbation", \.perturbation, in: .positive, "first distance to which values are asked, in each coordinate"),
    .real("alpha", \.alpha, in: .notNegative, "how fast the rate fades"),
    .real("gamma", \.gamma, in: .notNegative, "how fast the distance fades"),
    .real("stability", \.stability, in: .notNegative, "steps by which the fading of the rate is put off"),
  ]

  /// The first distance to which values are asked, in each coordinate.
  public var perturbation: Lanes = 0.1
  /// How fast the rate fades.
  public var alpha: Lanes = 0.602
  /// How fast the distance fades.
  public var gamma: Lanes = 0.101
  /// The steps by which the fading of the rate is put off.
  public var stability: Lanes = 0

  /// Spall's exponents, a distance of 0.1.
  public init() {}

  /// Two values.
  public var evaluationsPerStep: ClosedRange<Int> { 2...2 }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The steps taken.
    var count = 0
  }

  /// No step taken.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    state.count += 1
    let count = Lanes(Double(state.count))
    let distance = (perturbation / Lanes.pow(count, gamma))[lane]
    let gain = (Lanes(rate) / Lanes.pow(stability + count, alpha))[lane]
    let signs = point.indices.map { oracle.normal($0) < 0 ? -1.0 : 1.0 }
    let ahead = oracle.value(at: zip(point, signs).map { $0 + distance * $1 })
    let behind = oracle.value(at: zip(point, signs).map { $0 - distance * $1 })
    let slope = (ahead - behind) / (2 * distance)
    point = zip(point, signs).map { $0 - gain * slope * $1 }
  }
}

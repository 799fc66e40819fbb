internal import Calculus
internal import Optimizers
internal import Schedules
internal import Surfaces

/// What is known of an optimizer on a quadratic, for the curvature of a surface: lines on a map over its rate and a knob.
///
/// The curvature is that at the lowest minimum, where it is definite. For an optimizer that divides by the size of its
/// gradients, which vanish there, it is the curvature at the start, divided as the first step divides.
public struct KnobTheory: Sendable {
  /// A line on the map.
  public struct Line: Sendable {
    /// What is true along it.
    public enum Kind: Sendable, Equatable {
      /// Beyond it runs diverge.
      case stability(StabilityLimit)
      /// Below it an eigendirection creeps, above it swings.
      case damping(isSteepest: Bool)
    }

    /// What is true along it.
    public let kind: Kind
    /// The values along it, of `x` and of `y`.
    public let points: [(x: Double, y: Double)]
  }

  /// The lines.
  public let lines: [Line]
  /// Where the slowest direction dies down fastest; nil where nobody has said.
  public let optimum: (x: Double, y: Double)?
  /// The factor by which the slowest direction shrinks a step there.
  public let optimalFactor: Double?
  /// The smallest and the largest eigenvalue of the Hessian at the minimum; nil where it is not definite.
  public let curvature: (least: Double, largest: Double)?

  /// How many values of the other knob a line is computed for.
  private static let values = 257

  /// What is known for a map; nothing if neither of its axes is the rate, if the rate changes on the way, or if more runs
  /// end in other minima than in the lowest, whose curvature it is about.
  public init(_ map: KnobMap) {
    let isElsewhere = map.share(of: .otherMinimum) > map.share(of: .converged)
    self.init(map.entrant, on: map.surface, over: map.x, map.y, terms: map.terms, isElsewhere: isElsewhere)
  }

  init(_ entrant: Entrant, on surface: Surface, over x: Axis, _ y: Axis, terms: Terms, isElsewhere: Bool) {
    let hessian =
      isElsewhere ? nil : surface.globalMinimum.map { SymmetricMatrix(rows: surface.objective.hessian(at: $0.at)) }
    let definite = hessian.flatMap { !surface.isGame && $0.isPositiveDefinite() ? $0 : nil }
    let values = definite?.eigensystem()?.values
    curvature = values.flatMap { list in list.first.flatMap { first in list.last.map { (first, $0) } } }
    guard x.isRate != y.isRate, (entrant.plan ?? terms.plan).isConstant else {
      (lines, optimum, optimalFactor) = ([], nil, nil)
      return
    }
    let other = x.isRate ? y : x
    func placed(_ rate: Double, _ value: Double) -> (x: Double, y: Double) {
      x.isRate ? (rate, value) : (value, rate)
    }
    var lines: [Line] = []
    var edge: [(x: Double, y: Double)] = []
    var sample: StabilityLimit?
    let stops = (0..<Self.values).map { other.value(at: Double($0) / Double(Self.values - 1)) }
    for value in stops {
      guard
        let limit = (try? entrant.with(other, at: value)).flatMap({ Self.limit(of: $0, on: surface, terms, definite) })
      else { continue }
      sample = limit
      edge.append(placed(limit.rate, value))
    }
    if let sample, edge.count > 1 { lines.append(Line(kind: .stability(sample), points: edge)) }
    var best: (rate: Double, value: Double, factor: Double)?
    if let curvature, other.name == "momentum", let damping = Damping(entrant) {
      let rates = x.isRate ? x : y
      for (eigenvalue, isSteepest) in [(curvature.largest, true), (curvature.least, false)] {
        // A round bowl has one line.
        if !isSteepest, curvature.largest < 1.000001 * curvature.least { continue }
        let points = (0..<Self.values).compactMap { index -> (x: Double, y: Double)? in
          let rate = rates.value(at: Double(index) / Double(Self.values - 1))
          return damping.critical(rate * eigenvalue).map { placed(rate, $0) }
        }
        if points.count > 1 { lines.append(Line(kind: .damping(isSteepest: isSteepest), points: points)) }
      }
      best = damping.optimum(least: curvature.least, largest: curvature.largest)
    }
    self.lines = lines
    optimum = best.map { placed($0.rate, $0.value) }
    optimalFactor = best?.factor
  }

  private static func limit(
    of entrant: Entrant, on surface: Surface, _ terms: Terms, _ hessian: SymmetricMatrix?
  ) -> StabilityLimit? {
    guard let threshold = entrant.optimizer.stabilityThreshold else { return nil }
    let objective = surface.objective
    if let divisor = threshold.divisor {
      guard surface.kind == .convex else { return nil }
      let scales = objective.gradient(at: terms.start).map(divisor)
      return StabilityLimit(.start, objective.hessian(at: terms.start), threshold, scales: scales)
    }
    guard hessian != nil, let place = surface.globalMinimum?.at else { return nil }
    return StabilityLimit(.minimum, objective.hessian(at: place), threshold, scales: place.map { _ in 1 })
  }
}

/// The damping of a ball on a quadratic, in terms of z = rate times eigenvalue.
enum Damping: Sendable {
  /// Polyak's ball, whose roots are those of s^2 - (1 + beta - z) s + beta.
  case heavyBall
  /// Nesterov's, whose roots are those of s^2 - (1 + beta)(1 - z) s + beta (1 - z).
  case nesterov

  /// That of an optimizer, if it is one of the two as they stand in textbooks.
  init?(_ entrant: Entrant) {
    if let ball = entrant.optimizer as? Momentum, ball.dampening[0] == 0, ball.weightDecay[0] == 0 {
      self = .heavyBall
    } else if let ball = entrant.optimizer as? Nesterov, ball.weightDecay[0] == 0 {
      self = .nesterov
    } else {
      return nil
    }
  }

  /// The momentum at which the two roots are one; nil if there is none from 0 to 1.
  func critical(_ z: Double) -> Double? {
    guard z >= 0 else { return nil }
    let root = z.squareRoot()
    switch self {
    case .heavyBall: return z <= 4 ? (1 - root) * (1 - root) : nil
    case .nesterov: return z <= 1 ? (1 - root) / (1 + root) : nil
    }
  }

  /// The rate and momentum at which the slowest of all eigendirections dies down fastest, and the factor a step.
  ///
  /// - Source: B. T. Polyak (1964) for the heavy ball; L. Lessard, B. Recht, A. Packard, SIAM Journal on Optimization
  ///   26 (2016) 57, table 1, for both.
  func optimum(least: Double, largest: Double) -> (rate: Double, value: Double, factor: Double) {
    let (low, high) = (least.squareRoot(), largest.squareRoot())
    switch self {
    case .heavyBall:
      let factor = (high - low) / (high + low)
      return (4 / ((high + low) * (high + low)), factor * factor, factor)
    case .nesterov:
      let root = (3 * largest / least + 1).squareRoot()
      return (4 / (3 * largest + least), (root - 2) / (root + 2), 1 - 2 / root)
    }
  }
}

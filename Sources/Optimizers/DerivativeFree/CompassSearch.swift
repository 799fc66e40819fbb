public import Calculus

/// Compass search: a look to all sides along the axes, a step to the lowest, and half the length where none is lower.
///
/// ```
/// k <- x + s e, x - s e for every axis e
/// x <- x of the lowest k, if that is lower; else s <- shrink s
/// ```
///
/// The path is a staircase. In a valley that runs askew no axis leads down unless the steps are short, so that they shrink
/// and stay short: it creeps where a simplex or a conjugate direction would turn.
///
/// - Order: zeroth; a value at the point and two for every coordinate.
/// - Memory: the length.
/// - Deviates: nowhere. The first length is `size`, times the start's largest coordinate if that is above 1.
/// - Source: T. G. Kolda, R. M. Lewis, V. Torczon, SIAM Review 45 (2003) 385, Section 1.2; used by E. Fermi and N. Metropolis
///   in 1952.
public struct CompassSearch: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "compass", aliases: ["pattern-search"], label: "Compass search",
    summary: "a step to the lowest side, half as long where none is lower", defaultRate: nil)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Values alone.
  public static let asksGradients = false

  /// Every knob.
  public static let knobs: [Knob<CompassSearch>] = [
    .real("size", \.size, in: .positive, "first length, in terms of the start's largest coordinate or 1"),
    .real("shrink", \.shrink, in: .fraction, "factor on the length where no side is lower"),
  ]

  /// The first length, in terms of the start's largest coordinate or 1.
  public var size: Lanes = 0.1
  /// The factor on the length where no side is lower.
  public var shrink: Lanes = 0.5

  /// A tenth, halved.
  public init() {}

  /// One value, and two for every coordinate.
  public var evaluationsPerStep: ClosedRange<Int> { 3...Int.max }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The length; nil before the first step.
    var length: Double?
  }

  /// No length yet.
  public func start(dimension: Int) -> State { State() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    let length = state.length ?? size[lane] * max(1, largestMagnitude(point))
    var lowest = Corner(at: point, oracle)
    for index in point.indices {
      for side in [length, -length] {
        var trial = point
        trial[index] += side
        let corner = Corner(at: trial, oracle)
        if corner.value < lowest.value { lowest = corner }
      }
    }
    state.length = lowest.point == point ? shrink[lane] * length : length
    point = lowest.point
  }
}

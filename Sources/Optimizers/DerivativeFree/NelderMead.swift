public import Calculus

/// Nelder and Mead's simplex: a triangle tumbles downhill, stretching where it goes well and shrinking where it does not.
///
/// ```
/// c = mean of all corners but the highest, h; l the lowest
/// r <- c + reflect (c - h)                             in place of h, if lower than another corner
/// e <- c + reflect expand (c - h)                      in place of r, if r is lower than l and e lower than r
/// k <- c + contract (r - c), or c + contract (h - c)   if r does not do; on the side of the lower of r and h
/// every corner <- l + shrink (corner - l)              if k does not do either
/// x <- x of the lowest corner
/// ```
///
/// The path is that of the lowest corner, so that it pauses while the others catch up. Into a valley the triangle turns and
/// grows long; there it walks on corner over corner. It needs no gradient and minds no kink, but in many dimensions it may
/// come to rest where nothing is lowest.
///
/// - Order: zeroth; one value a step mostly, two with an expansion or contraction, one for each corner but the lowest with
///   a shrinking, and one for each corner in the first step.
/// - Memory: the corners and their values.
/// - Deviates: nowhere; ties as in Lagarias and others. The first corners stand at `size` along each axis from the start,
///   times its largest coordinate if that is above 1. Values are remembered: on a noisy surface, with their luck.
/// - Source: J. A. Nelder, R. Mead, The Computer Journal 7 (1965) 308; J. C. Lagarias and others, SIAM Journal on
///   Optimization 9 (1998) 112.
public struct NelderMead: Method {
  /// Who this is.
  public static let identity = Identity(
    name: "nelder-mead", aliases: ["simplex"], label: "Nelder-Mead",
    summary: "a triangle that tumbles downhill, without gradients", defaultRate: nil)

  /// The size of the loss does not matter.
  public static let invariances: Invariances = .lossScale

  /// Values alone.
  public static let asksGradients = false

  /// The corners of the triangle.
  public static let companion: Companion? = .polygon("corners")

  /// The corners are remembered, and the point is one of them.
  public static let followsPoint = false

  /// Every knob.
  public static let knobs: [Knob<NelderMead>] = [
    .real("size", \.size, in: .positive, "edge of the first simplex, in terms of the start's largest coordinate or 1"),
    .real("reflect", \.reflect, in: .positive, "how far beyond the centre the highest corner is tried"),
    .real(
      "expand", \.expand, in: Interval(1, .infinity, includesLower: false, includesUpper: false),
      "how much farther, where that is the lowest"),
    .real("contract", \.contract, in: .fraction, "how far from the centre, where it is not low enough"),
    .real("shrink", \.shrink, in: .fraction, "what is left of the edges, where nothing helps"),
  ]

  /// The edge of the first simplex, in terms of the start's largest coordinate or 1.
  public var size: Lanes = 0.1
  /// How far beyond the centre the highest corner is tried.
  public var reflect: Lanes = 1
  /// How much farther, where that is the lowest.
  public var expand: Lanes = 2
  /// How far from the centre, where it is not low enough.
  public var contract: Lanes = 0.5
  /// What is left of the edges, where nothing helps.
  public var shrink: Lanes = 0.5

  /// The paper's 1, 2, 1/2, 1/2, from edges of a tenth.
  public init() {}

  /// One value; as many as there are corners and two more in the first step.
  public var evaluationsPerStep: ClosedRange<Int> { 1...Int.max }

  /// What is remembered from step to step.
  public struct State: Sendable {
    /// The corners, the lowest first; none before the first step.
    var corners: [Corner] = []
  }

  /// No simplex yet.
  public func start(dimension: Int) -> State { State() }

  /// The corners, the lowest first.
  public func companions(of state: State) -> [[Double]] { state.corners.map(\.point) }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout State, rate: Double, lane: Int, oracle: PointOracle) {
    if state.corners.isEmpty { state.corners = firstCorners(around: point, lane: lane, oracle: oracle) }
    guard let lowest = state.corners.first, let highest = state.corners.last else { return }
    let others = state.corners.dropLast()
    let centre = point.indices.map { row in others.reduce(0) { $0 + $1.point[row] } / Double(others.count) }
    /// The corner at the centre and a share of the way to the highest; beyond the centre if the share is below 0.
    func corner(_ share: Double) -> Corner {
      Corner(at: zip(centre, highest.point).map { $0 + share * ($1 - $0) }, oracle)
    }

    let reflected = corner(-reflect[lane])
    var next: Corner?
    if reflected.value < lowest.value {
      let expanded = corner(-reflect[lane] * expand[lane])
      next = expanded.value < reflected.value ? expanded : reflected
    } else if let second = others.last, reflected.value < second.value {
      next = reflected
    } else if reflected.value < highest.value {
      let outside = corner(-reflect[lane] * contract[lane])
      if outside.value <= reflected.value { next = outside }
    } else {
      let inside = corner(contract[lane])
      if inside.value < highest.value { next = inside }
    }
    if let next {
      state.corners = Corner.sorted(others + [next])
    } else {
      let moved = state.corners.dropFirst().map { corner in
        Corner(at: zip(lowest.point, corner.point).map { $0 + shrink[lane] * ($1 - $0) }, oracle)
      }
      state.corners = Corner.sorted([lowest] + moved)
    }
    point = state.corners.first?.point ?? point
  }

  private func firstCorners(around point: [Double], lane: Int, oracle: PointOracle) -> [Corner] {
    let edge = size[lane] * max(1, largestMagnitude(point))
    let moved = point.indices.map { index in
      var corner = point
      corner[index] += edge
      return corner
    }
    return Corner.sorted(([point] + moved).map { Corner(at: $0, oracle) })
  }
}

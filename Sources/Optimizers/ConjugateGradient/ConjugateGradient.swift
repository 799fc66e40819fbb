public import Calculus

/// A nonlinear conjugate gradient method: the forms differ in how much of the last direction is carried on.
///
/// All search along the direction for the strong Wolfe conditions. A direction that does not lead down is dropped for that
/// of the gradient, and so is every `restart`th one.
public protocol ConjugateGradient: Method where State == ConjugateMemory {
  /// beta: how much of a direction is carried on, from the gradients before and after the step along it.
  static func share(of direction: [Double], before: [Double], after: [Double]) -> Double

  /// c1: the share of the promised fall that a step must bring.
  var armijo: Lanes { get set }
  /// c2: the share of the slope that a step may leave.
  var curvature: Lanes { get set }
  /// The steps after which a direction is the gradient's again; 0 for never.
  var restart: Int { get set }
  /// The most trials of a search; after them the lowest place found is taken.
  var trials: Int { get set }
}

/// What a conjugate gradient method remembers from step to step.
public struct ConjugateMemory: Sendable {
  /// What the next direction adds to the gradient's; nil if nothing.
  var carried: [Double]?
  /// The steps since a direction was the gradient's.
  var age = 0
  var searched = SearchedStep()
}

extension ConjugateGradient {
  /// A turn of the surface turns the path, and the size of the loss does not matter.
  public static var invariances: Invariances { [.rotation, .lossScale] }

  /// The knobs that all forms have.
  static var commonKnobs: [Knob<Self>] {
    [
      .real("armijo", \.armijo, in: .fraction, "share of the promised fall that a step must bring"),
      .real("curvature", \.curvature, in: .fraction, "share of the slope that a step may leave"),
      .whole("restart", \.restart, in: 0...10_000, "steps after which a direction is the gradient's; 0 for never"),
      .whole("trials", \.trials, in: 1...100, "most trials of a search"),
    ]
  }

  /// A value with its gradient, and one for each trial.
  public var evaluationsPerStep: ClosedRange<Int> { 1...1 + trials }

  /// Nothing to carry on.
  public func start(dimension: Int) -> ConjugateMemory { ConjugateMemory() }

  /// Takes one step.
  public func step(_ point: inout [Double], state: inout ConjugateMemory, rate: Double, lane: Int, oracle: PointOracle)
  {
    let (value, gradient) = oracle.valueAndGradient(at: point)
    guard value.isFinite, leads(gradient) else { return }
    let direction = state.direction(downhill: gradient, restart: restart)
    let search = StrongWolfe(armijo: armijo[lane], curvature: curvature[lane], trials: trials - 1)
    let found = state.searched.take(
      from: &point, along: direction, value: value, gradient: gradient, by: search, oracle: oracle)
    state.carried = nil
    guard let found else { return }
    // Both gradients belong to one step, so that on a noisy surface they are of the same function.
    let share = Self.share(of: direction, before: gradient, after: found.gradient)
    state.carried = direction.map { share * $0 }
  }
}

extension ConjugateMemory {
  /// The gradient's direction with what is carried on, if that leads down.
  fileprivate mutating func direction(downhill gradient: [Double], restart: Int) -> [Double] {
    age += 1
    if let carried, restart == 0 || age <= restart {
      let direction = zip(carried, gradient).map { $0 - $1 }
      let slope = dot(gradient, direction)
      if slope < 0, slope.isFinite { return direction }
    }
    age = 1
    return gradient.map { -$0 }
  }
}

/// A game on one function: some coordinates make it small, the others make it large.
///
/// Both players walk against what is called the gradient here, so that every optimizer plays: it is the gradient of the
/// function, with the sign turned in the components of those who maximise. It is the slope of no function (in `x y`
/// it is `(y, -x)`, which goes round in a circle); its Jacobian is not symmetric, and stands where the Hessian does,
/// those rows turned likewise. The value stays what it is. It tells nobody which of two points is better, so that
/// methods which compare values, or take the Jacobian for a Hessian, have no part in a game.
///
/// - Source: G. Gidel et al., A Variational Inequality Perspective on Generative Adversarial Networks, ICLR 2019
///   (arXiv:1802.10551), Section 2.
public struct Game<Base: Objective>: Objective {
  private let base: Base
  private let ascend: [Int]

  /// A game on a function.
  ///
  /// - Parameter ascend: the coordinates that maximise.
  public init(_ base: Base, ascend: [Int]) {
    self.base = base
    self.ascend = ascend
  }

  /// How many coordinates the players have together.
  public var dimension: Int { base.dimension }

  /// Working memory of the function, with the signs turned.
  public func evaluator(width: Int) -> any Evaluator { GameEvaluator(base.evaluator(width: width), ascend: ascend) }
}

extension Game: SampledObjective where Base: SampledObjective {
  /// How many rows there are.
  public var rows: Int { base.rows }

  /// Working memory of the mean over some rows, with the signs turned.
  public func sampledEvaluator(width: Int, batch: Int) -> any SampledEvaluator {
    SampledGameEvaluator(base.sampledEvaluator(width: width, batch: batch), ascend: ascend)
  }
}

/// Turns the signs of what another evaluator says.
private class GameEvaluator: Evaluator {
  private let base: any Evaluator
  private let ascend: [Int]

  init(_ base: any Evaluator, ascend: [Int]) {
    self.base = base
    self.ascend = ascend
  }

  func value(at points: Block, vectors: Int, step: Int, into value: Block) {
    base.value(at: points, vectors: vectors, step: step, into: value)
  }

  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
    base.gradient(at: points, vectors: vectors, step: step, into: gradient)
    turn(gradient, vectors)
  }

  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
    base.valueAndGradient(at: points, vectors: vectors, step: step, value: value, gradient: gradient)
    turn(gradient, vectors)
  }

  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
    base.hessianProduct(at: points, along: direction, vectors: vectors, step: step, into: product)
    turn(product, vectors)
  }

  private func turn(_ block: Block, _ vectors: Int) {
    for coordinate in ascend {
      let row = block.row(coordinate)
      for vector in 0..<vectors { row[vector] = -row[vector] }
    }
  }
}

/// The same over rows that are drawn.
private final class SampledGameEvaluator: GameEvaluator, SampledEvaluator {
  private let rows: any SampledEvaluator

  init(_ base: any SampledEvaluator, ascend: [Int]) {
    rows = base
    super.init(base, ascend: ascend)
  }

  func draw(step: Int, streams: ArraySlice<RandomNumbers>) { rows.draw(step: step, streams: streams) }

  var rowsInStep: Int { rows.rowsInStep }
}

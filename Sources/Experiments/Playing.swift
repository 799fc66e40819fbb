internal import Calculus
internal import Optimizers
public import Schedules
public import Surfaces

extension Entrant {
  /// Refuses an optimizer that cannot play a game, and a schedule that watches the loss of one.
  ///
  /// In a game no value tells which of two points is better, and there is no Hessian. Whoever walks by gradients alone
  /// does not notice when values and curvature are withheld; whoever walks otherwise then is refused. On other surfaces
  /// nobody is.
  ///
  /// - Throws: `SpecificationError`.
  public func checkPlaying(_ surface: Surface, from start: [Double], under plan: Plan) throws {
    guard surface.isGame else { return }
    if (self.plan ?? plan).rate is any LossSchedule {
      throw SpecificationError(
        "\(surface.name) is a game, whose loss is not to fall; choose a schedule that does not watch it, as cosine")
    }
    guard plays(on: surface, from: start) else {
      throw SpecificationError(
        "'\(name)' compares values or solves for a minimum, and \(surface.name) is a game, where one player's gain is the other's loss; choose a method that walks by gradients alone, as sgd or adam"
      )
    }
  }

  /// Whether the optimizer walks by gradients alone, from a start of a game.
  public func plays(on surface: Surface, from start: [Double]) -> Bool {
    // The first steps decide: a search for a value, or a matrix, is part of every step.
    func walk(on objective: any Objective) -> [UInt64] {
      let lane = Batch.Lane(start: start, rate: rate ?? Comparison.rateWithoutMinimum)
      let batch = Batch(objective: objective, optimizer: optimizer, steps: 4, domain: surface.domain, lanes: [lane])
      return batch.ends()[0].map(\.bitPattern)
    }
    return walk(on: surface.played) == walk(on: Untold(base: surface.played))
  }
}

/// A function that tells its gradient and nothing else.
private struct Untold: Objective {
  let base: any Objective

  var dimension: Int { base.dimension }

  func evaluator(width: Int) -> any Evaluator { UntoldEvaluator(base: base.evaluator(width: width)) }
}

private final class UntoldEvaluator: Evaluator {
  private let base: any Evaluator

  init(base: any Evaluator) { self.base = base }

  func value(at points: Block, vectors: Int, step: Int, into value: Block) { withhold(value, vectors) }

  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block) {
    base.gradient(at: points, vectors: vectors, step: step, into: gradient)
  }

  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block) {
    base.gradient(at: points, vectors: vectors, step: step, into: gradient)
    withhold(value, vectors)
  }

  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block) {
    withhold(product, vectors)
  }

  private func withhold(_ block: Block, _ vectors: Int) {
    for row in 0..<block.rows { for vector in 0..<vectors { block.row(row)[vector] = Lanes(.nan) } }
  }
}

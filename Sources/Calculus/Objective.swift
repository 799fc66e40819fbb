/// A function to be minimised: its value, gradient and Hessian products.
///
/// An objective is immutable and shared between threads. Each thread asks for an evaluator of its own, which holds the
/// working memory.
public protocol Objective: Sendable {
  /// How many coordinates a point has, at least 1.
  var dimension: Int { get }

  /// Working memory to evaluate blocks of up to `width` vectors of lanes.
  func evaluator(width: Int) -> any Evaluator
}

/// One thread's means to evaluate an objective on blocks of points.
///
/// Points and gradients are blocks with one row a coordinate. Only the first `vectors` vectors of each row are read and
/// written. `step` is the number of the step in which the question is asked, 0 before the first: an objective may
/// depend on it.
public protocol Evaluator: AnyObject {
  /// Writes the value at each point into the one row of `value`.
  func value(at points: Block, vectors: Int, step: Int, into value: Block)

  /// Writes the gradient at each point.
  func gradient(at points: Block, vectors: Int, step: Int, into gradient: Block)

  /// Writes both value and gradient, sharing what they have in common.
  func valueAndGradient(at points: Block, vectors: Int, step: Int, value: Block, gradient: Block)

  /// Writes the product of the Hessian at each point with a direction.
  func hessianProduct(at points: Block, along direction: Block, vectors: Int, step: Int, into product: Block)
}

extension Objective {
  /// The value at one point.
  public func value(at point: [Double], step: Int = 0) -> Double {
    let result = Block(rows: 1, width: 1)
    evaluator(width: 1).value(at: Block(point: point), vectors: 1, step: step, into: result)
    return result[0, 0]
  }

  /// The gradient at one point.
  public func gradient(at point: [Double], step: Int = 0) -> [Double] {
    let result = Block(rows: dimension, width: 1)
    evaluator(width: 1).gradient(at: Block(point: point), vectors: 1, step: step, into: result)
    return (0..<dimension).map { result[$0, 0] }
  }

  /// The Hessian at one point, row by row, from products with the unit vectors.
  public func hessian(at point: [Double], step: Int = 0) -> [[Double]] {
    let evaluator = evaluator(width: 1)
    let place = Block(point: point)
    return (0..<dimension).map { row in
      let direction = Block(rows: dimension, width: 1)
      direction[row, 0] = 1
      let product = Block(rows: dimension, width: 1)
      evaluator.hessianProduct(at: place, along: direction, vectors: 1, step: step, into: product)
      return (0..<dimension).map { product[$0, 0] }
    }
  }
}

extension Block {
  /// A block of one vector with the point in every lane.
  public convenience init(point: [Double]) {
    self.init(rows: point.count, width: 1)
    for (row, coordinate) in point.enumerated() { self.row(row)[0] = Lanes(coordinate) }
  }
}

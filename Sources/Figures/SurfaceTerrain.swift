public import Calculus

extension Terrain {
  /// The surface of an objective with two coordinates, asked in blocks of lanes.
  public init(_ objective: any Objective) {
    self.init(
      values: { xs, ys in
        var values = [Double](repeating: .nan, count: xs.count)
        let value = Block(rows: 1, width: Self.width)
        Self.inBlocks(xs, ys, of: objective) { evaluator, points, vectors, range in
          evaluator.value(at: points, vectors: vectors, step: 0, into: value)
          for index in range { values[index] = value[0, index - range.lowerBound] }
        }
        return values
      },
      slopes: { xs, ys in
        var found = (values: [Double](repeating: .nan, count: xs.count), x: [Double](), y: [Double]())
        found.x = found.values
        found.y = found.values
        let (value, gradient) = (Block(rows: 1, width: Self.width), Block(rows: 2, width: Self.width))
        Self.inBlocks(xs, ys, of: objective) { evaluator, points, vectors, range in
          evaluator.valueAndGradient(at: points, vectors: vectors, step: 0, value: value, gradient: gradient)
          for index in range {
            let lane = index - range.lowerBound
            found.values[index] = value[0, lane]
            found.x[index] = gradient[0, lane]
            found.y[index] = gradient[1, lane]
          }
        }
        return found
      })
  }

  /// Vectors in a block.
  private static let width = 32

  private static func inBlocks(
    _ xs: [Double], _ ys: [Double], of objective: any Objective,
    _ body: (_ evaluator: any Evaluator, _ points: Block, _ vectors: Int, _ range: Range<Int>) -> Void
  ) {
    let evaluator = objective.evaluator(width: width)
    let points = Block(rows: 2, width: width)
    let lanes = width * Lanes.count
    for start in stride(from: 0, to: xs.count, by: lanes) {
      let range = start..<min(xs.count, start + lanes)
      for index in range {
        points[0, index - start] = xs[index]
        points[1, index - start] = ys[index]
      }
      body(evaluator, points, (range.count + Lanes.count - 1) / Lanes.count, range)
    }
  }
}

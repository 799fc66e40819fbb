import Calculus

/// The constants of CMA-ES for a dimension and a population, from table 1 of the tutorial.
struct CMAConstants {
  /// w: the weights of the better half, the largest first; their sum is 1.
  let weights: [Double]
  /// 1 - c_s: the share of the length's path that survives a step.
  let lengthKept: Double
  /// sqrt(c_s (2 - c_s) m).
  let lengthGain: Double
  /// 1 - c_c: the share of the shape's path that survives a step.
  let shapeKept: Double
  /// sqrt(c_c (2 - c_c) m).
  let shapeGain: Double
  /// c_1: the share of the shape that is learnt from its path.
  let rankOne: Double
  /// c_m: the share of the shape that is learnt from the steps chosen.
  let rankMany: Double
  /// c_s / d: how fast the spread changes.
  let adaptation: Double
  /// E|z|: the expected length of a vector of normal numbers.
  let expectedLength: Double
  /// The length of the path above which the shape's path takes no step.
  let longest: Double

  init(dimension: Int, population: Int) {
    let n = Double(dimension)
    let half = Lanes.log(Lanes((Double(population) + 1) / 2))[0]
    let raw = (1...population / 2).map { half - Lanes.log(Lanes(Double($0)))[0] }
    let sum = raw.reduce(0, +)
    weights = raw.map { $0 / sum }
    let mass = 1 / weights.reduce(0) { $0 + $1 * $1 }

    let lengthShare = (mass + 2) / (n + mass + 5)
    lengthKept = 1 - lengthShare
    lengthGain = (lengthShare * (2 - lengthShare) * mass).squareRoot()
    let shapeShare = (4 + mass / n) / (n + 4 + 2 * mass / n)
    shapeKept = 1 - shapeShare
    shapeGain = (shapeShare * (2 - shapeShare) * mass).squareRoot()
    rankOne = 2 / ((n + 1.3) * (n + 1.3) + mass)
    rankMany = min(1 - rankOne, 2 * (0.25 + mass + 1 / mass - 2) / ((n + 2) * (n + 2) + mass))
    let damping = 1 + 2 * max(0, ((mass - 1) / (n + 1)).squareRoot() - 1) + lengthShare
    adaptation = lengthShare / damping
    expectedLength = n.squareRoot() * (1 - 1 / (4 * n) + 1 / (21 * n * n))
    longest = (1.4 + 2 / (n + 1)) * expectedLength
  }

  /// The share of its final length that a path of steps at random has after some of them.
  func settling(_ count: Int) -> Double {
    (1 - Lanes(lengthKept).power(2 * count)[0]).squareRoot()
  }
}

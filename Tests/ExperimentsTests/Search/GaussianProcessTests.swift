import Calculus
import Experiments
import Foundation
import Testing

/// Gaussian processes and normal probabilities, by `Reference/make_gaussian_process.py`.
private struct Reference: Decodable {
  struct Case: Decodable {
    struct Prediction: Decodable {
      let place: [Double]
      let mean: Double
      let deviation: Double
      let gain: Double
    }

    let points: [[Double]]
    let values: [Double]
    let lengths: [Double]
    let nugget: Double
    let likelihood: Double
    let predictions: [Prediction]

    /// The process, in lanes beside others that differ.
    func process(beside others: [GaussianProcess.Settings] = []) -> GaussianProcess {
      var process = GaussianProcess([.init(lengths: lengths, nugget: nugget)] + others)
      for (point, value) in zip(points, values) { process.add(point, value) }
      return process
    }
  }

  let cases: [Case]
  let normal: [[Double]]

  static func read() throws -> Reference {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Reference/gaussian_process.json")
    return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
  }
}

@Suite("Gaussian processes")
struct GaussianProcessTests {
  /// L L^T = [[4, 2], [2, 3]] has L = [[2, 0], [1, sqrt 2]]; the last lanes hold nine times that matrix.
  @Test("a factor grows row by row, a matrix in each lane")
  func factor() {
    var scale: Lanes = 1
    for lane in 4..<8 { scale[lane] = 9 }
    var factor = CholeskyFactor()
    factor.append([], diagonal: 4 * scale)
    factor.append([2 * scale], diagonal: 3 * scale)
    let block = Block(rows: 2, width: 1)
    (block.row(0)[0], block.row(1)[0]) = (2, 3)
    factor.solve(block)
    let root = 2.0.squareRoot()
    #expect(agrees(block[0, 0], 1, to: 1e-15) && agrees(block[1, 0], root, to: 1e-15))
    #expect(agrees(block[0, 7], 1 / 3, to: 1e-15) && agrees(block[1, 7], root / 3, to: 1e-15))
    // Half the logarithms of 8 and of 81 times 8.
    #expect(agrees(factor.halfLogDeterminant[0], 1.5 * 0.693_147_180_559_945_3, to: 1e-14))
    #expect(
      agrees(factor.halfLogDeterminant[7], 1.5 * 0.693_147_180_559_945_3 + 2 * 1.098_612_288_668_109_8, to: 1e-14))
    // One right side at a time gives the same.
    let first = factor.next(after: [], right: 2)
    #expect(agrees(factor.next(after: [first], right: 3)[0], root, to: 1e-15))
  }

  @Test("expectation, deviation and expected improvement are those of the textbook")
  func predictions() throws {
    for known in try Reference.read().cases {
      let predictions = known.process().predictions(at: known.predictions.map(\.place))
      let best = known.values.min() ?? 0
      for (prediction, expected) in zip(predictions, known.predictions) {
        #expect(abs(prediction.mean - expected.mean) <= 1e-9 * max(1, abs(expected.mean)))
        #expect(agrees(prediction.deviation, expected.deviation, to: 1e-7))
        #expect(abs(expectedImprovement(prediction, below: best) - expected.gain) <= 1e-9 * max(1, expected.gain))
      }
    }
  }

  @Test("likelihoods are those of the textbook, and no lane disturbs another")
  func likelihoods() throws {
    for known in try Reference.read().cases {
      let other = GaussianProcess.Settings(lengths: known.lengths.map { 0.7 * $0 }, nugget: 0.05)
      let alone = known.process().logLikelihoods
      let beside = known.process(beside: [other]).logLikelihoods
      #expect(agrees(alone[0], known.likelihood, to: 1e-9))
      #expect(beside[0] == alone[0] && beside[1] != alone[1])
    }
  }

  @Test("without noise to speak of a process goes through its values")
  func interpolates() throws {
    let known = try Reference.read().cases[0]
    let predictions = known.process().predictions(at: known.points)
    for (prediction, value) in zip(predictions, known.values) {
      #expect(abs(prediction.mean - value) < 1e-4 && prediction.deviation < 0.01)
    }
  }

  @Test("values that are all the same leave something to be found")
  func constant() {
    var process = GaussianProcess([.init(lengths: [0.3], nugget: 1e-6)])
    for point in [0.1, 0.5, 0.9] { process.add([point], -8) }
    let prediction = process.predictions(at: [[0.3]])[0]
    #expect(abs(prediction.mean + 8) < 1e-9 && prediction.deviation > 0)
    #expect(expectedImprovement(prediction, below: -8) > 0)
  }

  @Test("normal probabilities")
  func normal() throws {
    for pair in try Reference.read().normal {
      #expect(
        agrees(NormalDistribution.probability(below: pair[0]), pair[1], to: pair[0] < -7 ? 1e-8 : 1e-12), "\(pair[0])")
    }
    #expect(NormalDistribution.probability(below: -40) == 0 && NormalDistribution.probability(below: 40) == 1)
    #expect(agrees(NormalDistribution.density(0), 0.398_942_280_401_432_7, to: 1e-15))
  }

  /// At the best value itself the improvement is s phi(0); without deviation it is what the mean gains.
  @Test("expected improvement where it is plain")
  func improvement() {
    #expect(agrees(expectedImprovement(.init(mean: 1, deviation: 2), below: 1), 2 * 0.398_942_280_401_432_7, to: 1e-14))
    #expect(expectedImprovement(.init(mean: 1, deviation: 0), below: 3) == 2)
    #expect(expectedImprovement(.init(mean: 3, deviation: 0), below: 1) == 0)
    // EI = phi(1) - 1 + Phi(1), one deviation above the best.
    #expect(agrees(expectedImprovement(.init(mean: 1, deviation: 1), below: 0), 0.083_315_470_587_686_3, to: 1e-12))
  }
}

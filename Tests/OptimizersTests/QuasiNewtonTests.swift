import Calculus
import Foundation
import Optimizers
import Testing

/// BFGS and L-BFGS beside `Reference/make_bfgs.py` and `Reference/make_lbfgs.py`, and where the surface is no help.
@Suite struct QuasiNewtonTests {
  /// Runs of one of the scripts.
  struct File: Decodable {
    struct Run: Decodable {
      let formula: String
      let start: [Double]
      let rate: Double?
      let knobs: [String: String]
      let points: [[Double]]
      let evaluations: [Int]
    }
    let runs: [Run]

    static func read(_ name: String) throws -> [Run] {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Reference/\(name)")
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).runs
    }
  }

  /// The points agree, and so does the number of questions.
  @Test(arguments: [("bfgs", 12), ("lbfgs", 20)]) func agreesWithItsScript(_ name: String, count: Int) throws {
    let runs = try File.read("\(name).json")
    #expect(runs.count == count)
    for run in runs {
      let ours = try optimizer(name, run.knobs.map { ($0.key, $0.value) })
      let walker = Walker(ours, on: try surface(run.formula), from: [run.start], rate: run.rate ?? .nan)
      var worst = 0.0
      for (point, evaluations) in zip(run.points, run.evaluations) {
        walker.advance()
        let scale = max(1, point.map(\.magnitude).max() ?? 0)
        worst = max(worst, zip(walker.point(0), point).map { ($0 - $1).magnitude / scale }.max() ?? .infinity)
        #expect(walker.oracle.evaluations(lane: 0) == evaluations, "\(run.formula) \(run.knobs) step \(walker.step)")
      }
      print(name, run.formula, run.knobs, worst)
      #expect(worst <= 1e-12, "\(run.formula) \(run.knobs)")
    }
  }
}

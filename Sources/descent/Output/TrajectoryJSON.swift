import Experiments
import Formulas
import Foundation
import Surfaces

/// Trajectories as JSON: one object a run, with its ending.
///
/// Numbers that are not finite are null.
struct TrajectoryJSON: Encodable {
  /// One run.
  struct Entry: Encodable {
    let run: Int
    let optimizer: String
    let lr: Double?
    let start: [Double]
    let ending: String
    let endingStep: Int?
    let points: [[Double?]]
    let loss: [Double?]
    let gradientNorm: [Double?]
    let rates: [Double?]
    let evaluations: [Int]

    enum CodingKeys: String, CodingKey {
      case run, optimizer, lr, start, ending, points, loss, rates, evaluations
      case endingStep = "ending_step"
      case gradientNorm = "gradient_norm"
    }
  }

  let surface: String
  let formula: String
  let variables: [String]
  let runs: [Entry]

  init(_ runs: [Run], on surface: Surface) {
    self.surface = surface.specification
    formula = surface.formula.text
    variables = surface.variables
    self.runs = runs.enumerated().map { number, run in
      let walk = run.trajectory
      return Entry(
        run: number + 1, optimizer: run.entrant.specification, lr: run.rate, start: walk.point(0),
        ending: ComparisonTable.ending(run), endingStep: Self.step(run.verdict),
        points: (0...walk.steps).map { walk.point($0).map(JSONText.finite) }, loss: walk.losses.map(JSONText.finite),
        gradientNorm: walk.gradientNorms.map(JSONText.finite),
        rates: walk.rates.dropFirst().map { run.rate == nil ? nil : JSONText.finite($0) }, evaluations: walk.evaluations
      )
    }
  }

  /// The text, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) + "\n" }

  private static func step(_ verdict: Verdict) -> Int? {
    switch verdict {
    case .converged(let step), .diverged(let step), .leftWindow(let step): step
    default: nil
    }
  }
}

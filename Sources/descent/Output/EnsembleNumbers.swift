import Experiments
import Formulas
import Foundation
import Surfaces

/// An ensemble as comma-separated values and as JSON.
///
/// Numbers that are not finite are null in JSON.
struct EnsembleNumbers: Encodable {
  struct StepEntry: Encodable {
    let step: Int
    let runs: Int
    let mean: [Double?]
    /// Rows of the lower triangle.
    let covariance: [[Double?]]
    let loss: [Double?]
  }

  struct RungEntry: Encodable {
    let noise: Double
    let runs: Int
    let steps: Int
    let median: Int?
    let fiveHundredths: Int?
    let ninetyFiveHundredths: Int?
    let theory: Double?

    enum CodingKeys: String, CodingKey {
      case noise, runs, steps, median, theory
      case fiveHundredths = "q05"
      case ninetyFiveHundredths = "q95"
    }
  }

  struct EscapeEntry: Encodable {
    let saddle: [Double]
    let direction: [Double]
    let curvature: Double
    let threshold: Double
    let left: Int
    let median: Int?
    let theory: Double?
    let growth: Double?
    let ladder: [RungEntry]
    let stepsPerFactor100: Double?
    let theoryPerFactor100: Double?

    enum CodingKeys: String, CodingKey {
      case saddle, direction, curvature, threshold, left, median, theory, growth, ladder
      case stepsPerFactor100 = "steps_per_factor_100"
      case theoryPerFactor100 = "theory_per_factor_100"
    }
  }

  let surface: String
  let formula: String
  let optimizer: String
  let lr: Double?
  let start: [Double]
  let steps: Int
  let runs: Int
  let noise: Double
  let batch: Int?
  let seed: UInt64
  let lossQuantiles: [Double]
  let kept: [StepEntry]
  let escape: EscapeEntry?

  enum CodingKeys: String, CodingKey {
    case surface, formula, optimizer, lr, start, steps, runs, noise, batch, seed, kept, escape
    case lossQuantiles = "loss_quantiles"
  }

  init(_ ensemble: Ensemble) {
    surface = ensemble.surface.specification
    formula = ensemble.surface.formula.text
    optimizer = ensemble.run.entrant.specification
    lr = ensemble.run.rate
    start = ensemble.terms.start
    steps = ensemble.terms.steps
    runs = ensemble.runs
    noise = ensemble.terms.noise
    batch = ensemble.run.batch
    seed = ensemble.terms.seed
    lossQuantiles = Quantiles.shares
    let dimension = ensemble.surface.dimension
    kept = ensemble.summaries.map { summary in
      let moments = summary.moments
      return StepEntry(
        step: summary.step, runs: moments.count, mean: moments.mean.map(JSONText.finite),
        covariance: (0..<dimension).map { row in
          (0...row).map { JSONText.finite(moments.covariance(row, $0)) }
        }, loss: summary.losses.map(JSONText.finite))
    }
    escape = ensemble.escape.map { escape in
      EscapeEntry(
        saddle: escape.gate.saddle, direction: escape.gate.direction, curvature: escape.gate.curvature,
        threshold: escape.gate.threshold, left: escape.times.sorted.count, median: escape.times.median,
        theory: escape.theory?.median(noise: ensemble.terms.noise), growth: escape.theory?.growth,
        ladder: escape.ladder?.rungs.map { rung in
          RungEntry(
            noise: rung.noise, runs: rung.runs, steps: rung.steps, median: rung.median, fiveHundredths: rung.ends[0],
            ninetyFiveHundredths: rung.ends[1], theory: rung.theory)
        } ?? [], stepsPerFactor100: escape.ladder?.measuredDelay, theoryPerFactor100: escape.ladder?.predictedDelay)
    }
  }

  /// The text, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) }
}

extension EnsembleNumbers {
  /// The most coordinates of which all covariances are written; beyond, the variances alone.
  private static let mostPairs = 10

  /// One row a kept step (RFC 4180).
  ///
  /// In one and two dimensions coordinates are called x and y, beyond x1, x2 and so on.
  static func csv(_ ensemble: Ensemble, hasHead: Bool) -> String {
    let dimension = ensemble.surface.dimension
    let names = dimension <= 2 ? Array(["x", "y"].prefix(dimension)) : (1...dimension).map { "x\($0)" }
    let pairs = (0..<dimension).flatMap { row in
      (0...row).filter { $0 == row || dimension <= mostPairs }.map { (row, $0) }
    }
    var text = ""
    if hasHead {
      let moments = pairs.map { row, column in
        row == column ? "var_\(names[row])" : "cov_\(names[column])\(dimension <= 2 ? "" : "_")\(names[row])"
      }
      let quantiles = Quantiles.shares.map { share in
        let percent = Int((100 * share).rounded())
        return "loss_q" + (percent < 10 ? "0\(percent)" : "\(percent)")
      }
      text +=
        (["optimizer", "step", "runs"] + names.map { "mean_\($0)" } + moments + quantiles).joined(separator: ",")
        + "\r\n"
    }
    let optimizer = TrajectoryCSV.quoted(ensemble.run.entrant.specification)
    for summary in ensemble.summaries {
      let numbers =
        summary.moments.mean + pairs.map { summary.moments.covariance($0.0, $0.1) } + summary.losses
      text += "\(optimizer),\(summary.step),\(summary.moments.count),"
      text += numbers.map(Numbers.shortest).joined(separator: ",") + "\r\n"
    }
    return text
  }
}

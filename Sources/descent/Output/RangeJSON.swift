import Experiments
import Formulas
import Foundation
import Surfaces

/// A range test as JSON.
///
/// Numbers that are not finite are null.
struct RangeJSON: Encodable {
  struct SweepEntry: Encodable {
    let convention: String
    let from: Double
    let to: Double
    let points: Int
    let spacing: String
    let lr: [Double]
    let loss: [Double?]
    let smoothed: [Double?]
  }

  /// Rates at which phases begin; null for what was not seen.
  struct PhasesEntry: Encodable {
    let learnsFrom: Double?
    let lowest: Double
    let stop: Double?

    enum CodingKeys: String, CodingKey {
      case learnsFrom = "learns_from"
      case lowest, stop
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(learnsFrom, forKey: .learnsFrom)
      try container.encode(lowest, forKey: .lowest)
      try container.encode(stop, forKey: .stop)
    }
  }

  struct SuggestionEntry: Encodable {
    let rule: String
    let lr: Double
    let ofBest: Double?
    let finalLoss: Double?

    enum CodingKeys: String, CodingKey {
      case rule, lr
      case ofBest = "of_best"
      case finalLoss = "final_loss"
    }
  }

  struct LimitEntry: Encodable {
    let place: String
    let lr: Double
    let largestCurvature: Double
    let threshold: Double
    let isPreconditioned: Bool

    enum CodingKeys: String, CodingKey {
      case place, lr, threshold
      case largestCurvature = "largest_curvature"
      case isPreconditioned = "preconditioned"
    }
  }

  struct TruthEntry: Encodable {
    let steps: Int
    let seeds: Int
    let lr: [Double]
    let finalLoss: [Double?]
    let best: SuggestionEntry?
    let bestIsAtEdge: Bool
    let leastLoss: Double?

    enum CodingKeys: String, CodingKey {
      case steps, seeds, lr, best
      case finalLoss = "final_loss"
      case bestIsAtEdge = "best_is_at_edge"
      case leastLoss = "least_loss"
    }
  }

  let surface: String
  let formula: String
  let optimizer: String
  let start: [Double]
  let noise: Double
  let seed: UInt64
  let sweep: SweepEntry
  let phases: PhasesEntry
  let suggestions: [SuggestionEntry]
  let limits: [LimitEntry]
  let truth: TruthEntry

  init(_ finding: RangeFinding) {
    let test = finding.test
    let truth = finding.truth
    surface = finding.surface.specification
    formula = finding.surface.formula.text
    optimizer = finding.entrant.specification
    start = finding.terms.start
    noise = finding.terms.noise
    seed = finding.terms.seed
    sweep = SweepEntry(
      convention: test.convention.name, from: test.sweep.from, to: test.sweep.to, points: test.sweep.points,
      spacing: test.sweep.spacing.rawValue, lr: test.rates, loss: test.losses.map(JSONText.finite),
      smoothed: test.smoothed.map(JSONText.finite))
    phases = PhasesEntry(
      learnsFrom: test.phases.learnsFrom.map { test.rates[$0] }, lowest: test.rates[test.phases.lowest],
      stop: test.phases.stop.map { test.rates[$0] })
    suggestions = finding.suggestions.map {
      SuggestionEntry(
        rule: $0.rule.rawValue, lr: $0.rate, ofBest: $0.ratio, finalLoss: JSONText.finite($0.outcome.finalLoss))
    }
    limits = finding.limits.map {
      LimitEntry(
        place: $0.place.rawValue, lr: $0.rate, largestCurvature: $0.curvature, threshold: $0.product,
        isPreconditioned: $0.isPreconditioned)
    }
    self.truth = TruthEntry(
      steps: finding.terms.steps, seeds: finding.terms.noise > 0 ? RateTruth.seeds : 1,
      lr: truth.outcomes.map(\.rate), finalLoss: truth.outcomes.map { JSONText.finite($0.finalLoss) },
      best: truth.best.map {
        SuggestionEntry(rule: "best", lr: $0.rate, ofBest: 1, finalLoss: JSONText.finite($0.finalLoss))
      }, bestIsAtEdge: truth.bestIsAtEdge, leastLoss: truth.least)
  }

  /// The text, keys in a fixed order.
  func text() throws -> String { try JSONText.of(self) + "\n" }
}

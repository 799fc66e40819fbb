import Experiments
import Surfaces
import Testing

@Suite("Demos") struct DemoTests {
  static let names = (try? DemoCatalogue().names) ?? []

  @Test("There are the classics")
  func classics() {
    #expect(
      Self.names == [
        "adam-bias-correction", "adam-counterexample", "ademamix", "batch-sizes", "beale", "damping", "decoupled-decay",
        "edge-of-stability", "game", "heavy-ball-cycle", "l1-l2-elastic-net", "learning-rate", "long-valley",
        "lookahead", "momentum", "newton-at-a-saddle", "noise-at-a-saddle", "range-test", "rare-feature", "regimes",
        "rosenbrock", "rotation", "saddle", "schedule-free", "sharp-and-flat", "step-decay", "two-wells",
        "warm-restarts", "why-standardise", "why-the-root-matters", "zigzag",
      ])
  }

  @Test("Every claim of every demo holds", arguments: names)
  func claims(name: String) throws {
    let performance = try Performance(try DemoCatalogue().demo(named: name))
    #expect(!performance.findings.isEmpty)
    for finding in performance.findings { #expect(finding.holds, "\(name): \(finding.claim.holds.text)") }
  }

  @Test("A demo does not depend on the number of threads")
  func threads() throws {
    let demo = try DemoCatalogue().demo(named: "noise-at-a-saddle")
    let (one, three) = (try Performance(demo), try Performance(demo, threads: 3))
    #expect(one.numbers == three.numbers)
    guard case .comparison(let first) = one.exhibit, case .comparison(let second) = three.exhibit else {
      Issue.record("the demo shows no runs")
      return
    }
    #expect(first.runs.map(\.entry) == second.runs.map(\.entry))
  }

  /// Gradient descent with rate 0.5 on x^2 + y^2 jumps onto the minimum, with 0.75 it halves and flips; with 2 it trebles.
  private func measured(_ measure: String) throws -> [Double] {
    let demo = try Demo(
      """
      title: Bowl
      look: look
      surface: sphere
      start: [2, 0]
      steps: 4
      runs: {jump: "sgd:lr=0.5", flip: "sgd:lr=0.75", away: "sgd:lr=2"}
      measures: {m: \(measure)}
      claims: [{says: nothing, holds: flip_m < never}]
      lesson: none
      source: none
      """, name: "bowl", file: "bowl.yaml")
    let performance = try Performance(demo)
    return demo.runs.compactMap { performance["\($0.name)_m"] }
  }

  @Test(
    "Measures, worked by hand",
    arguments: [
      ("{first: abs(x) < 1}", [1, 2, .infinity]),
      ("{from: abs(x) <= 1}", [1, 1, .infinity]),
      ("{from: loss > 1}", [.infinity, .infinity, 0]),
      ("{value: x}", [0, 0.125, 162]),
      ("{value: x, step: 1}", [0, -1, -6]),
      ("{value: loss, step: 0}", [4, 4, 4]),
      ("{flips: x}", [0, 4, 4]),
      ("{flips: x, until: 2}", [0, 2, 2]),
      ("{largest: x}", [2, 2, 162]),
      ("{smallest: x}", [0, -1, -54]),
      ("{largest: gradient_norm, until: 0}", [4, 4, 4]),
      ("{first: step == 3}", [3, 3, 3]),
      ("{value: evaluations}", [4, 4, 4]),
    ] as [(String, [Double])])
  func byHand(measure: String, expected: [Double]) throws {
    #expect(try measured(measure) == expected)
  }
}

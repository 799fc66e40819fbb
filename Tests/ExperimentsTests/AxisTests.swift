import Calculus
import Experiments
import Optimizers
import Testing

@Suite("Axes over rates and knobs")
struct AxisTests {
  private func axis(_ text: String, of name: String = "adam") throws -> Axis {
    try Axis(text, of: try Entrant(name).optimizer, rates: 1e-3...10)
  }

  @Test("An axis is read with its range and scale")
  func reads() throws {
    let rate = try axis("lr")
    #expect(rate.isRate && rate.range == 1e-3...10 && rate.scale == .log && rate.differsFromRunToRun)
    let beta = try axis("beta1")
    #expect(beta.range == 0...1 && beta.scale == .linear)
    let eps = try axis("eps=1e-10..1")
    #expect(eps.range == 1e-10...1 && eps.scale == .log)
    #expect(try axis("eps=0..1").scale == .linear)
    #expect(try axis("lr=0.5..1:linear").scale == .linear)
    let period = try axis("lookahead.k=2..20", of: "adam+lookahead")
    #expect(period.isWhole && !period.differsFromRunToRun && period.value(at: 0.5) == 11)
  }

  @Test("Values lie evenly, or evenly in the logarithm")
  func spreads() throws {
    #expect(try axis("beta1=0..0.8").middles(of: 4).map { ($0 * 1e12).rounded() / 1e12 } == [0.1, 0.3, 0.5, 0.7])
    let decades = try axis("lr=0.01..100").stops(5)
    for (value, expected) in zip(decades, [0.01, 0.1, 1, 10, 100]) { #expect(abs(value / expected - 1) < 1e-14) }
    #expect(try axis("beta1=0..0.8").stops(1).map { $0 } == [0.4])
    #expect(abs(try axis("lr=0.01..100").share(of: 1) - 0.5) < 1e-15)
  }

  @Test(
    "A bad axis says what to write",
    arguments: [
      ("beta", "Did you mean 'beta1'"), ("beta1=0.9..0.1", "write 0.1..0.9"), ("beta1=0..2", "must lie in [0, 1)"),
      ("lr=0..1:log", "numbers above 0 only"), ("lr=1..inf", "finite ends"), ("lr=1", "no range for 'lr'"),
      ("lr=0.1..1:cubic", "linear or log"), ("convention", "no single number"), ("lr=0.1..0.1", "lower to the higher"),
    ])
  func refuses(_ text: String, _ words: String) {
    #expect {
      try axis(text)
    } throws: { error in
      "\(error)".contains(words)
    }
  }

  @Test("An axis sets its number, and nothing else")
  func sets() throws {
    let adam = try Entrant("adam:lr=0.1,beta2=0.5")
    let other = try adam.with(try axis("beta1"), at: 0.25)
    #expect(other.optimizer.settings.map(\.value) == ["torch", "0.25", "0.5", "1e-08", "0"])
    #expect(other.rate == 0.1)
    #expect(try adam.with(try axis("lr"), at: 0.7).rate == 0.7)
    #expect(throws: (any Error).self) { try adam.with(try axis("beta1"), at: 1) }
  }
}

import Calculus
import Optimizers
import Testing

/// What wraps what, and what is refused.
@Suite struct WrapperTests {
  private func refusal(_ name: String) -> String? {
    do {
      _ = try optimizer(name)
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("bfgs+sam", "'sam' changes gradients, and 'bfgs' asks for more than one gradient a step"),
    ("newton+clip", "as in sgd+clip or adam+clip"),
    ("sgd+ema+lookahead", "'sgd+ema' reports another point than it steps from"),
    ("adam+schedule-free+average", "put 'average' around an optimizer that steps from its point"),
    ("bfgs+weight-decay", "'weight-decay' reckons with the rate, and 'bfgs' has none"),
    ("sgd+sam+grokfast", "'grokfast' remembers one gradient a step, and 'sgd+sam' asks for more"),
    ("adam+sam+clip+sam", "'adam+sam+clip' is wrapped in 'sam' already; leave one of them out"),
  ]) func whatMakesNoSenseIsRefused(_ name: String, _ words: String) throws {
    let message = try #require(refusal(name))
    #expect(message.contains(words), "\(message)")
  }

  @Test func namesAndKnobsAreJoined() throws {
    let both = try optimizer("adam+sam+lookahead", [("beta1", "0.5"), ("lookahead.k", "7"), ("sam.rho", "0.2")])
    let identity = type(of: both).identity
    #expect(identity.name == "adam+sam+lookahead")
    #expect(identity.label == "Adam + SAM + Lookahead")
    #expect(identity.defaultRate == 1e-3)
    let settings = Dictionary(uniqueKeysWithValues: both.settings.map { ($0.name, $0.value) })
    #expect(settings["beta1"] == "0.5")
    #expect(settings["lookahead.k"] == "7")
    #expect(settings["sam.rho"] == "0.2")
    #expect(type(of: both).wrappers == ["sam", "lookahead"])
  }

  /// Two gradients a step through SAM, whatever else is around.
  @Test func questionsAreCounted() throws {
    let walker = Walker(
      try optimizer("sgd+clip+sam+ema"), on: try surface("x^2 + y^4"), from: [[1, 2]], rate: 0.01, width: 2)
    for step in 1...9 {
      walker.advance()
      #expect(walker.oracle.evaluations(lane: 0) == 2 * step)
    }
  }

  /// The last wrapper is the first to touch a gradient: SAM inside clipping sees clipped gradients.
  @Test func theLastStandsOutermost() throws {
    let plane = try surface("3*x - 4*y")
    let clipped = try walk(optimizer("sgd+sam+clip"), on: plane, from: [0, 0], rate: 1, steps: 1)[1]
    #expect((clipped[0] + 0.6).magnitude < 1e-6 && (clipped[1] - 0.8).magnitude < 1e-6)
    // Around weight decay a clip touches nothing but the gradient.
    let decayed = try walk(
      optimizer("sgd+clip+weight-decay", [("weight-decay.weight_decay", "0.5")]), on: plane, from: [10, 0], rate: 1,
      steps: 1)[1]
    #expect((decayed[0] - (10 - 0.6 - 5)).magnitude < 1e-6)
  }

  /// The companions are the points that are not reported.
  @Test func companionsAreTheOtherPoint() throws {
    let bowl = try surface("x^2 + 3*y^2")
    let mean = Walker(try optimizer("sgd+average"), on: bowl, from: [[1, 2], [3, 4]], rate: 0.1)
    let alone = Walker(try optimizer("sgd"), on: bowl, from: [[1, 2], [3, 4]], rate: 0.1)
    for walker in [mean, alone] { walker.advance(5) }
    for lane in 0..<2 {
      let fast = mean.optimizer.companions(lane: lane, points: mean.points, memory: mean.memory)
      #expect(fast.map(bits) == [bits(alone.point(lane))])
    }
    #expect(type(of: mean.optimizer).companion == .path("fast weights"))
    #expect(type(of: alone.optimizer).companion == nil)
  }
}

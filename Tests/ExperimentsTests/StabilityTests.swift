import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The limits that optimizers declare.
@Suite struct StabilityTests {
  /// Those whose step is linear in the gradient: for them the limit is exact.
  static let exact: [(String, [(String, String)])] = [
    ("sgd", []), ("momentum", []), ("momentum", [("momentum", "0.5")]), ("momentum", [("dampening", "0.3")]),
    ("momentum", [("convention", "keras")]), ("nesterov", []), ("nesterov", [("momentum", "0.3")]),
    ("nesterov", [("convention", "keras")]), ("nesterov-look-ahead", []), ("ema-momentum", []),
    ("ema-momentum", [("beta", "0.5"), ("debias", "true")]), ("sgd", [("weight_decay", "0.2")]),
    ("momentum", [("weight_decay", "0.2")]), ("nesterov", [("weight_decay", "0.2")]),
    ("ista", [("l1", "0")]), ("nesterov-sequence", []), ("triple-momentum", []), ("triple-momentum", [("kappa", "3")]),
    ("demon", []),
    ("qhm", []), ("qhm", [("momentum", "0.9"), ("nu", "0.4")]), ("optimistic", []),
    ("optimistic", [("alpha", "0.7"), ("beta", "0.4")]), ("pid", []),
    ("pid", [("momentum", "0.5"), ("dampening", "0.1"), ("integral", "2"), ("derivative", "3")]), ("sgdw", []),
    ("sgdw", [("momentum", "0.5"), ("weight_decay", "0.5")]),
  ]

  /// How many times higher the loss is in the end, and at its highest, where the steepest curvature is 7.
  private func growth(_ own: any Optimizer, at rate: Double) throws -> (end: Double, peak: Double) {
    let surface = try Surface(formula: "0.5*(x^2 + 7*y^2)", start: [1, 1])
    let batch = Batch(
      objective: surface.objective, optimizer: own, steps: 6000, lanes: [.init(start: [0, 1], rate: rate)])
    let walk = batch.trajectories()[0]
    let peak = walk.isFinite ? walk.losses.max() ?? 0 : .infinity
    return (walk.finalLoss / walk.losses[0], peak / walk.losses[0])
  }

  @Test("just below the limit a run shrinks, just above it grows", arguments: exact)
  func edge(name: String, knobs: [(String, String)]) throws {
    let own = try optimizer(name, knobs)
    let threshold = try #require(own.stabilityThreshold)
    let limit = threshold.product / (7 + threshold.addedCurvature)
    #expect(try growth(own, at: 0.99 * limit).end < 1e-3)
    #expect(try growth(own, at: 1.01 * limit).peak > 1e3)
  }

  /// Those that divide by the gradient's size, with an eps so large that the divisor stays what it was.
  static let preconditioned: [(String, [(String, String)])] = [
    ("adam", []), ("adam", [("beta1", "0.5")]), ("adam", [("convention", "keras")]), ("adamw", [("weight_decay", "0")]),
    ("amsgrad", []), ("amsgrad", [("convention", "keras")]), ("adamax", []), ("rmsprop", []),
    ("rmsprop", [("momentum", "0.5")]), ("adamaxw", [("weight_decay", "0")]), ("qhadam", []),
    ("qhadam", [("beta1", "0.9"), ("nu1", "0.4"), ("nu2", "0.5")]), ("laprop", []), ("ftml", []), ("sm3", []),
  ]

  @Test("with a divisor that stays the preconditioned limit is exact", arguments: preconditioned)
  func frozenDivisor(name: String, knobs: [(String, String)]) throws {
    let own = try optimizer(name, knobs + [("eps", "1e7")])
    let threshold = try #require(own.stabilityThreshold)
    let divisor = try #require(threshold.divisor)
    let limit = threshold.product * divisor(7) / 7
    // Keras' eps counts for less from step to step, as the root it is added to is corrected by less.
    // A run that grows until it counts beside eps raises the divisor, comes down and grows anew: so its peak tells.
    guard knobs.first?.1 != "keras" else { return #expect(divisor(0) > 1e8) }
    #expect(try growth(own, at: 0.99 * limit).end < 1e-3)
    #expect(try growth(own, at: 1.01 * limit).peak > 1e3)
  }

  /// Every optimizer that declares a limit is in one of the lists above.
  @Test func listsAreWhole() {
    let declared = OptimizerCatalogue.all.filter { $0.init().stabilityThreshold != nil }
    #expect(Set(declared.map { $0.identity.name }) == Set((Self.exact + Self.preconditioned).map(\.0)))
  }

  /// The numbers of the literature.
  @Test func products() throws {
    func product(_ name: String) throws -> Double { try #require(optimizer(name).stabilityThreshold).product }
    #expect(try product("sgd") == 2 && product("momentum") == 3.8)
    #expect(try agrees(product("nesterov"), 3.8 / 2.8, to: 1e-15) && agrees(product("adam"), 38, to: 1e-15))
    #expect(try optimizer("adam").stabilityThreshold?.divisor?(-100) == 100 + 1e-8)
    #expect(try agrees(optimizer("rmsprop").stabilityThreshold?.divisor?(-100) ?? 0, 10, to: 1e-8))
  }

  @Test("limits at the start and at the minimum")
  func limits() throws {
    func limits(_ name: String, _ surface: String) throws -> [StabilityLimit] {
      let surface = try card(surface)
      var terms = RangeTerms(start: surface.starts[0])
      terms.steps = 200
      return try RangeFinding(try entrant(name), on: surface, terms: terms).limits
    }
    let sgd = try limits("sgd", "rosenbrock")
    #expect(sgd.map(\.place) == [.start, .minimum])
    #expect(agrees(sgd[1].rate, 0.0019968, to: 1e-4))
    #expect(try limits("momentum", "rosenbrock").last.map { agrees($0.rate, 1.9 * 0.0019968, to: 1e-4) } == true)
    // The same curvature everywhere is one limit.
    #expect(try limits("sgd", "ellipse100").map(\.rate) == [0.02])
    #expect(try limits("adam", "rosenbrock").map(\.place) == [.start])
    #expect(try limits("adagrad", "rosenbrock").isEmpty)
    // Adam on a quadratic: the Hessian divided by the magnitude of the first gradient.
    let ellipse = try limits("adam", "ellipse100")
    let start = try card("ellipse100").starts[0]
    let largest =
      start.enumerated().map { index, place in
        index == 0 ? 1 / (place.magnitude + 1e-8) : 100 / (100 * place.magnitude + 1e-8)
      }.max() ?? 0
    #expect(agrees(ellipse[0].curvature, largest, to: 1e-12))
  }
}

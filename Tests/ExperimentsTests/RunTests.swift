import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// Single runs: what is written down, when they stop, and the box that holds them.
@Suite struct RunTests {
  /// Gradient descent at 0.25 halves the point of the sphere.
  @Test func aTrajectoryByHand() throws {
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: GradientDescent(), steps: 2,
      lanes: [.init(start: [4, -3], rate: 0.25)])
    let walk = batch.trajectories()[0]
    #expect(walk.steps == 2 && walk.dimension == 2)
    #expect(walk.coordinates == [4, -3, 2, -1.5, 1, -0.75])
    #expect(walk.losses == [25, 6.25, 1.5625])
    #expect(walk.gradientNorms == [10, 5, 2.5])
    #expect(walk.evaluations == [0, 1, 2])
    #expect(walk.rates[0].isNaN && Array(walk.rates.dropFirst()) == [0.25, 0.25])
    #expect(walk.point(1) == [2, -1.5] && walk.coordinate(1, 2) == -0.75 && walk.end == [1, -0.75])
    #expect(walk.finalLoss == 1.5625 && walk.isFinite)
  }

  /// The length of a gradient whose squares would overflow or vanish.
  @Test func gradientLengthsAreSafe() throws {
    for (scale, length) in [("1e200", 5e200), ("1e-200", 5e-200)] {
      let surface = try Surface(formula: "3*\(scale)*x + 4*\(scale)*y")
      let batch = Batch(
        objective: surface.objective, optimizer: GradientDescent(), steps: 0, lanes: [.init(start: [0, 0], rate: 1)])
      #expect(agrees(batch.trajectories()[0].gradientNorms[0], length, to: 1e-15))
    }
  }

  @Test func stopsByRule() throws {
    let surface = try card("sphere")
    func steps(_ stop: Stop) throws -> (Int, Trajectory) {
      let walk = try run("sgd", rate: 0.25, on: surface, from: [4, -3], steps: 50, stop: stop).trajectory
      return (walk.steps, walk)
    }
    // Losses 25, 6.25, 1.5625, 0.390625; lengths 10, 5, 2.5, 1.25.
    #expect(try steps(.loss(1.5625)).0 == 2)
    #expect(try steps(.loss(1.5)).0 == 3)
    #expect(try steps(.gradient(1.25)).0 == 3)
    #expect(try steps(.gradient(0)).0 == 50)
    #expect(try steps(.loss(100)).0 == 0)
    #expect(try steps(.window([-5...5, -2...2])).0 == 0)
    #expect(try steps(.window([1.5...5, -4...4])).0 == 2)
    #expect(try steps(.window([-4...4, -4...4])).0 == 50)
  }

  /// Every step is projected into the domain, and with it what is asked next.
  @Test(arguments: everybody) func staysInTheDomain(_ name: String) throws {
    let surface = try Surface(
      card: """
        title: Slope
        kind: convex
        formula: x^2/100 + y + 2*x
        window: {x: [-2, 2], y: [-2, 2]}
        domain: {x: [-1, 2], y: [0.5, 2]}
        starts: [[1, 1]]
        about: A slope in a box.
        source: none.
        """, name: "slope", file: "slope.yaml")
    let batch = Batch(
      objective: surface.objective, optimizer: try optimizer(name), steps: 100, domain: surface.domain,
      lanes: [.init(start: [1, 1], rate: 0.5), .init(start: [1, 1], rate: 1e9)])
    for walk in batch.trajectories() {
      // At a rate of 1e9 a velocity may overflow, which the box cannot hold: then the last point is no number.
      for step in 0...(walk.isFinite ? walk.steps : walk.steps - 1) {
        #expect((-1...2).contains(walk.coordinate(0, step)) && (0.5...2).contains(walk.coordinate(1, step)))
      }
    }
    #expect(batch.trajectories()[0].isFinite)
    let compared = try run(name, rate: 0.5, on: surface, steps: 100).trajectory
    #expect(compared.coordinates == batch.trajectories()[0].coordinates)
  }

  /// Downhill leads into the corner.
  @Test func endsInTheCorner() throws {
    let batch = Batch(
      objective: try Surface(formula: "x^2/100 + y + 2*x").objective, optimizer: GradientDescent(), steps: 20,
      domain: [-1...2, 0.5...2], lanes: [.init(start: [1, 1], rate: 0.5), .init(start: [1, 1], rate: 1e9)])
    #expect(batch.ends() == [[-1, 0.5], [-1, 0.5]])
  }

  /// A step that leads to no number ends the run there, in the box or not.
  @Test func infinityEndsARun() throws {
    let batch = Batch(
      objective: try Surface(formula: "x^2 + y^2").objective, optimizer: GradientDescent(), steps: 10,
      lanes: [.init(start: [1, 1], rate: 1e200), .init(start: [.infinity, 0], rate: 0.1)])
    let walks = batch.trajectories()
    #expect(walks.map(\.steps) == [1, 0])
    #expect(walks.allSatisfy { !$0.isFinite })
    #expect(batch.ends().count == 2)
  }

  @Test func noRunsNoSteps() throws {
    var batch = Batch(objective: try card("sphere").objective, optimizer: Adam(), steps: 10, lanes: [])
    #expect(batch.trajectories().isEmpty && batch.ends().isEmpty)
    batch.lanes = [.init(start: [3, 2], rate: 0.1)]
    batch.steps = 0
    #expect(batch.trajectories()[0].coordinates == [3, 2])
    #expect(batch.ends() == [[3, 2]])
  }
}

/// Who comes first.
@Suite struct ComparisonTests {
  /// By arrival, then by final loss; a run that diverged is last.
  @Test func ranksByArrivalThenLoss() throws {
    let entrants = [
      try entrant("sgd", rate: 1e-4), try entrant("momentum", rate: 100), try entrant("newton"),
      try entrant("sgd", rate: 0.1), try entrant("adam", rate: 1e-3),
    ]
    let comparison = Comparison(entrants, on: try card("sphere"), terms: Terms(start: [3, 2], steps: 100))
    #expect(comparison.firstGap == 13 && comparison.least == 0)
    let order = comparison.runs.map { "\($0.entrant.name) \($0.entrant.rate ?? 0)" }
    #expect(
      order == ["newton 0.0", "sgd 0.1", "sgd 0.0001", "adam 0.001", "momentum 100.0"]
        || order[0...1] == ["newton 0.0", "sgd 0.1"])
    #expect(comparison.runs.last?.entrant.name == "momentum")
    #expect(comparison.runs.map(\.entry).sorted() == [0, 1, 2, 3, 4])
    #expect(comparison.runs.map(\.entry)[0...1] == [2, 3])
  }

  /// Equal runs stay in the order in which they were named.
  @Test func tiesKeepTheirOrder() throws {
    let entrants = try (0..<5).map { _ in try entrant("sgd", rate: 0.1) }
    let comparison = Comparison(entrants, on: try card("sphere"), terms: Terms(start: [3, 2], steps: 50), threads: 3)
    #expect(comparison.runs.map(\.entry) == [0, 1, 2, 3, 4])
  }
}

/// The least loss of a surface that does not tell.
@Suite struct LeastLossTests {
  @Test(arguments: [
    ("(x - 1)^2 + (y + 0.5)^2 + 3", 3.0),
    ("(1 - x)^2 + 100*(y - x^2)^2", 0),
    ("x^4 + y^2 - x*y", -1.0 / 64),
    // A minimum along a line that meets the edge is one all the same.
    ("x^2", 0),
    ("(x - y)^2 - 7", -7),
    ("abs(x) + abs(y)", 0),
  ])
  func isFound(_ formula: String, _ value: Double) throws {
    let least = try #require(try Surface(formula: formula).leastLoss)
    #expect((least - value).magnitude <= 1e-12)
  }

  @Test(arguments: ["x + y", "x^2 - y^2", "-x^2 - y^2", "x^3 + y^2", "exp(x + y)", "1e308*x*10", "log(-1 + 0*x)"])
  func isNotInvented(_ formula: String) throws {
    #expect(try Surface(formula: formula).leastLoss == nil)
  }

  @Test(arguments: [
    ("(x - 1)^2 + 3", 3.0), ("(x^2 - 1)^2 + 0.5*x^2", 0.4375), ("abs(x - 0.3)", 0.0),
    ("x*log(x)", -0.36787944117144233),
    // Flat from edge to edge.
    ("0*x + 2", 2.0),
  ])
  func isFoundInOneDimension(_ formula: String, _ value: Double) throws {
    let least = try #require(try Surface(formula: formula, variables: ["x"]).leastLoss)
    #expect((least - value).magnitude <= 1e-12)
  }

  /// No slope vanishes there, and Newton's steps stop short.
  @Test(arguments: [
    ("abs(x - 0.3) + 2*abs(x + y - 0.1)", 0.0), ("(x + 2*y - 1)^2 + (2*x + y + 1)^2 + 3*(abs(x) + abs(y))", 2),
    ("max(x^2 + y, 3*abs(y - x) - 1)", -0.4375), ("3*abs(y - x/3) + (x - 1)^2", 0),
  ])
  func isFoundAtAKink(_ formula: String, _ value: Double) throws {
    let least = try #require(try Surface(formula: formula).leastLoss)
    #expect((least - value).magnitude <= 1e-9, "\(least)")
  }

  @Test func isFoundOnTheEdgeOfADomain() throws {
    #expect(try card("sphere").wrapped(by: "box:x=1/4").leastLoss == 1)
    let booth = try #require(try card("booth").wrapped(by: "box:x=-2/8,y=-3/2.5").leastLoss)
    #expect((booth - 0.45).magnitude <= 1e-12)
  }

  @Test(arguments: ["x", "-x^2", "x^3 - 3*x", "exp(x)", "log(-1 + 0*x)"])
  func isNotInventedInOneDimension(_ formula: String) throws {
    #expect(try Surface(formula: formula, variables: ["x"], window: [-2.5...2.5]).leastLoss == nil)
  }

  @Test func cardsKnowTheirs() throws {
    for name in ["rosenbrock", "beale", "ackley", "sphere"] { #expect(try card(name).leastLoss == 0) }
    #expect(try card("saddle").leastLoss == nil)
  }
}

import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// How runs end, each verdict from a real run.
@Suite struct VerdictTests {
  /// Gradient descent on the sphere multiplies the loss by (1 - 2 rate)^2: 0.64 at 0.1, below a millionth after 31 steps.
  @Test func converged() throws {
    let run = try run("sgd", rate: 0.1, on: card("sphere"), steps: 60)
    #expect(run.verdict == .converged(step: 31) && run.arrival == 31)
  }

  /// At rate 10 the point grows 19 times a step: 3.6 x 19^121 is the first whose square is no number.
  @Test func diverged() throws {
    let run = try run("sgd", rate: 10, on: card("sphere"), steps: 500)
    #expect(run.verdict == .diverged(step: 121))
    #expect(run.trajectory.steps == 121 && !run.trajectory.finalLoss.isFinite)
    #expect(run.arrival == nil && run.departure == 1)
  }

  /// On the saddle y grows 1.2 times a step: 1e-5 x 1.2^67 is the first above 2.
  @Test func leftWindow() throws {
    let run = try run("sgd", rate: 0.1, on: card("saddle"), steps: 100)
    #expect(run.verdict == .leftWindow(step: 67) && run.departure == 67)
  }

  /// A run that leaves the window and comes back has not left it.
  @Test func comingBackCounts() throws {
    let surface = try card("sphere").with(window: [-1...4, -4...4])
    let run = try run("sgd", rate: 0.9, on: surface, from: [3, 2], steps: 200)
    #expect(run.departure == 1)
    #expect(run.arrival != nil && run.verdict == .converged(step: run.arrival ?? -1))
  }

  @Test func otherMinimum() throws {
    let run = try run("sgd", rate: 0.01, on: card("ackley"), from: [0.9, 0.05], steps: 500)
    #expect(run.verdict == .otherMinimum)
    #expect(agrees(run.trajectory.finalLoss, 2.579927557029872, to: 1e-9))
  }

  @Test func onSaddle() throws {
    let near = try run("sgd", rate: 0.01, on: card("saddle"), steps: 500)
    #expect(near.verdict == .onSaddle && near.departure == nil)
    // Exactly on the ridge nothing pushes to the side, although there are minima at y = 0.7.
    let saddle = try Surface(formula: "x^2 - y^2 + y^4", start: [1, 0])
    #expect(try run("sgd", rate: 0.1, on: saddle, from: [1, 0], steps: 400).verdict == .onSaddle)
  }

  /// At rate exactly 1 on the sphere every step leads to the opposite point.
  @Test func cycling() throws {
    let run = try run("sgd", rate: 1, on: card("sphere"), steps: 50)
    #expect(run.verdict == .cycling(period: 2))
    #expect(run.trajectory.end == [3, 2])
  }

  @Test func stillFalling() throws {
    // The gap falls by 4 % in the last ten steps of this one, (1 - 0.002)^20; at a tenth of the rate it stalls.
    #expect(try run("sgd", rate: 1e-3, on: card("sphere"), steps: 100).verdict == .stillFalling)
    #expect(try run("sgd", rate: 1e-4, on: card("sphere"), steps: 100).verdict == .stalled)
    // Without a minimum a fall is seen from the loss alone.
    let slope = try Surface(formula: "x", window: [-100...100, -2...2], start: [0, 0])
    #expect(try run("sgd", rate: 0.1, on: slope, from: [0, 0], steps: 50).verdict == .stillFalling)
  }

  @Test func stalled() throws {
    #expect(try run("sgd", rate: 1e-9, on: card("rosenbrock"), steps: 300).verdict == .stalled)
    #expect(try run("adagrad", rate: 1e-6, on: card("sphere"), steps: 300).verdict == .stalled)
  }

  /// A loss below the least that is known, outside the window, is no convergence: x^3 has no bottom on the left.
  @Test func fallingOutOfTheWindowIsNoConvergence() throws {
    let surface = try Surface(formula: "x^3 - 2*x + y^2", window: [-1...2, -1...1], start: [-0.9, 0])
    let least = try #require(surface.leastLoss)
    let run = try run("sgd", rate: 0.02, on: surface, steps: 26)
    #expect(run.trajectory.finalLoss < least - 1)
    #expect(run.arrival == nil)
    #expect(run.verdict == .leftWindow(step: try #require(run.departure)))
  }

  /// Verdicts hold for starts that cannot be stepped from.
  @Test func nothingToDo() throws {
    let resting = try run("sgd", rate: 0.1, on: card("sphere"), from: [0, 0], steps: 5)
    #expect(resting.verdict == .converged(step: 0))
    let infinite = try run("sgd", rate: 0.1, on: Surface(formula: "log(x) + y^2"), from: [0, 1], steps: 5)
    #expect(infinite.verdict == .diverged(step: 0) && infinite.trajectory.steps == 0)
  }

  /// At the rate for all, 0.01, from almost on the ridge.
  @Test func departuresFromTheSaddle() throws {
    let surface = try card("saddle")
    let names = ["sgd", "momentum", "nesterov", "rmsprop", "adam"]
    let comparison = Comparison(
      try names.map { try entrant($0) }, on: surface, terms: Terms(start: surface.starts[0]))
    #expect(comparison.runs.map(\.entrant.name) == ["rmsprop", "nesterov", "momentum", "adam", "sgd"])
    #expect(comparison.runs.map(\.departure) == [54, 117, 124, 139, nil])
    let losses = Dictionary(uniqueKeysWithValues: comparison.runs.map { ($0.entrant.name, $0.trajectory.finalLoss) })
    #expect(agrees(try #require(losses["rmsprop"]), -65.1828, to: 1e-6))
    #expect(agrees(try #require(losses["adam"]), -63.6952, to: 1e-6))
    #expect(agrees(try #require(losses["sgd"]), -0.0398265, to: 2e-6))
  }
}

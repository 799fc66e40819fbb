import Calculus
import Experiments
import Foundation
import Optimizers
import Surfaces
import Testing

/// A run's bits depend on that run alone.
@Suite struct DeterminismTests {
  /// A hundred runs from different starts, some at rates that blow up soon, some late.
  private func batch(_ name: String, on surface: Surface, noise: Double = 0.01) throws -> Batch {
    let lanes = (0..<100).map { lane -> Batch.Lane in
      let rate = lane % 5 == 4 ? 1e3 * Double(lane) : 1e-6 * Double(lane + 1)
      let start = [-1.5 + 0.03 * Double(lane), 2 - 0.02 * Double(lane)]
      return Batch.Lane(start: start, rate: rate, seed: 3, stream: UInt64(lane))
    }
    return Batch(objective: surface.objective, optimizer: try optimizer(name), steps: 60, noise: noise, lanes: lanes)
  }

  @Test(arguments: everybody, ["rosenbrock", "ackley"])
  func threadsAndBlocksChangeNothing(_ name: String, on surface: String) throws {
    var batch = try batch(name, on: card(surface))
    let alone = batch.lanes.map { lane -> [[UInt64]] in
      var single = batch
      single.lanes = [lane]
      return single.trajectories()[0].bits
    }
    for width in [1, 7, 32] {
      batch.blockWidth = width
      for threads in [1, 2, 3] {
        #expect(batch.trajectories(threads: threads).map(\.bits) == alone, "width \(width), \(threads) threads")
      }
    }
  }

  /// Whether somebody writes the steps down or not, a run ends at the same point.
  ///
  /// Who looks on sees a loss that is no
  /// longer finite, where the point may still be; such runs are left out.
  @Test(arguments: everybody, ["rosenbrock", "ackley"])
  func lookingOnChangesNothing(_ name: String, on surface: String) throws {
    var batch = try batch(name, on: card(surface))
    let seen = batch.trajectories()
    let finite = seen.indices.filter { seen[$0].isFinite }
    #expect(finite.count >= 60)
    for (width, threads) in [(1, 1), (7, 3), (32, 2)] {
      batch.blockWidth = width
      let ends = batch.ends(threads: threads)
      #expect(ends.count == 100)
      for lane in finite { #expect(ends[lane].map(\.bitPattern) == seen[lane].end.map(\.bitPattern), "lane \(lane)") }
    }
  }

  /// In the batch above runs do end early, else it would show nothing.
  @Test func someRunsEndEarly() throws {
    let walks = try batch("sgd", on: card("rosenbrock")).trajectories()
    #expect(walks.count { !$0.isFinite } == 20)
    #expect(walks.filter { !$0.isFinite }.allSatisfy { $0.steps < 60 })
    #expect(walks.filter(\.isFinite).allSatisfy { $0.steps == 60 && $0.evaluations.last == 60 })
  }

  /// Runs that stop by a rule leave the others as they were.
  @Test func stoppedRunsDisturbNobody() throws {
    let batch = try batch("adam", on: card("rosenbrock"), noise: 0)
    let whole = batch.trajectories()
    let stopped = batch.trajectories(stop: .loss(1))
    #expect(stopped.contains { $0.steps < 60 } && stopped.contains { $0.steps == 60 })
    for (short, long) in zip(stopped, whole) {
      #expect(short.coordinates == Array(long.coordinates.prefix(short.coordinates.count)))
      #expect(short.steps == long.steps || short.finalLoss <= 1)
      #expect(short.losses.dropLast().allSatisfy { $0 > 1 })
    }
  }

  @Test func comparisonsDoNotDependOnThreads() throws {
    let entrants = try everybody.map { try entrant($0) }
    let surface = try card("beale")
    let comparisons = (1...3).map {
      Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0], steps: 80), threads: $0)
    }
    for other in comparisons.dropFirst() {
      #expect(other.runs.map(\.entrant.name) == comparisons[0].runs.map(\.entrant.name))
      #expect(other.runs.map(\.trajectory.bits) == comparisons[0].runs.map(\.trajectory.bits))
    }
  }

  /// Fifty million steps of which two gigabytes would be written down need less than a quarter of one.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: status)))
  func walkingWithoutATrajectoryTakesNoMemory() throws {
    let before = try peakMemory()
    let lanes = (0..<512).map { Batch.Lane(start: [1 + 1e-3 * Double($0), 2], rate: 1e-6) }
    let batch = Batch(
      objective: try card("sphere").objective, optimizer: GradientDescent(), steps: 100_000, lanes: lanes)
    let ends = batch.ends()
    #expect(ends.allSatisfy { $0[0] > 0.8 && $0[0] < 1.25 })
    #expect(try peakMemory() - before < 256 << 20)
  }

  /// The most memory this process has held, in bytes, as Linux tells it.
  private func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: Self.status, encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.filter(\.isNumber))) * 1024
  }

  private static let status = "/proc/self/status"
}

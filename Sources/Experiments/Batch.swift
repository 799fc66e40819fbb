public import Calculus
public import Optimizers
public import Schedules

/// Many runs of one optimizer, stepped side by side.
public struct Batch: Sendable {
  /// One run of a batch: where it starts, at which rate, and which luck it meets.
  public struct Lane: Sendable {
    /// The start.
    public var start: [Double]
    /// The base rate, which the schedule multiplies.
    public var rate: Double
    /// The seed of the noise.
    public var seed: UInt64
    /// The stream of random numbers within the seed: the number of the start.
    public var stream: UInt64

    /// A run from a start at a rate.
    public init(start: [Double], rate: Double, seed: UInt64 = 0, stream: UInt64 = 0) {
      self.start = start
      self.rate = rate
      self.seed = seed
      self.stream = stream
    }
  }

  /// What is minimised.
  public var objective: any Objective
  /// Who minimises it.
  public var optimizer: any Optimizer
  /// How the rate, and what else, changes from step to step.
  public var plan: Plan
  /// How many steps each run takes at most.
  public var steps: Int
  /// The standard deviation of the noise in each component of the gradient; 0 for the exact surface.
  public var noise: Double
  /// How many rows of data a step draws; nil for all.
  public var sample: Int?
  /// The box into which every step is projected, one range a coordinate.
  public var domain: [ClosedRange<Double>]?
  /// The runs.
  public var lanes: [Lane]
  /// How many vectors of eight lanes are stepped together.
  public var blockWidth = 32
  /// A real knob with a number of its own for each run, one for each of `lanes`.
  ///
  /// The eight lanes of a vector may differ in their knobs, but the vectors of a block share them: such runs are stepped
  /// one vector at a time.
  var varied: (knob: String, numbers: [Double])?

  /// A batch of runs; 32 vectors, 256 runs, are stepped together unless there are fewer.
  public init(
    objective: any Objective, optimizer: any Optimizer, plan: Plan = .constant, steps: Int,
    noise: Double = 0,
    domain: [ClosedRange<Double>]? = nil, lanes: [Lane]
  ) {
    self.objective = objective
    self.optimizer = optimizer
    self.plan = plan
    self.steps = steps
    self.noise = noise
    self.domain = domain
    self.lanes = lanes
  }

  /// Walks every run to its end without watching, on several threads, and returns where each ended.
  ///
  /// Memory does not grow with the steps. A run ends early only when its point is no longer finite.
  public func ends(threads: Int = 1) -> [[Double]] {
    let blocks = self.blocks
    let results = concurrently(blocks.count, threads: threads) { index in
      var watcher = EndWatcher(lanes: blocks[index], dimension: objective.dimension)
      let walk = Walk(self, lanes: blocks[index])
      walk.run(watching: &watcher)
      return watcher.points
    }
    return results.flatMap { $0 }
  }

  /// The runs in blocks, as ranges of their numbers.
  var blocks: [Range<Int>] {
    let size = (varied == nil ? max(1, min(blockWidth, 64)) : 1) * Lanes.count
    return stride(from: 0, to: lanes.count, by: size).map { $0..<min($0 + size, lanes.count) }
  }
}

/// Keeps the last point of each run.
private struct EndWatcher: Watcher {
  static let watchesEveryStep = false
  let first: Int
  var points: [[Double]]

  init(lanes: Range<Int>, dimension: Int) {
    first = lanes.lowerBound
    points = Array(repeating: Array(repeating: .nan, count: dimension), count: lanes.count)
  }

  mutating func ended(_ view: WalkView, place: Int) {
    points[view.runs[place] - first] = (0..<view.points.rows).map { view.points[$0, place] }
  }
}

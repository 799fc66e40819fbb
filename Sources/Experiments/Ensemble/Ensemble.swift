internal import Calculus
internal import Optimizers
internal import Schedules
public import Surfaces

/// Many runs of one optimizer from one start, each with its own luck.
///
/// Run k, counted from 0, meets the luck of stream k of the seed: it is, bit for bit, the run from the k-th of several
/// starts at the same place.
public struct Ensemble: Sendable {
  /// What is asked of an ensemble, beside the terms of its runs.
  public struct Request: Sendable {
    /// How many runs.
    public var runs: Int
    /// The steps of which all points are kept, increasing; empty for the usual ones.
    public var steps: [Int] = []
    /// The strengths of noise at which escape from a saddle is measured; empty for the usual ones.
    public var noises: [Double] = []
    /// How far from a saddle counts as gone; nil for half the way to the nearest minimum, or to the edge of the window.
    public var threshold: Double?

    /// So many runs.
    public init(runs: Int) { self.runs = runs }
  }

  /// What is true of all runs after a step.
  public struct Summary: Sendable, Equatable {
    /// The step.
    public let step: Int
    /// Count, mean and covariance of the points that are finite.
    public let moments: Moments
    /// The quantiles of the loss, of shares `Quantiles.shares`.
    ///
    /// A run that is lost counts as infinitely high, or where the surface has no minimum and it was below its start, as
    /// infinitely low.
    public let losses: [Double]
  }

  /// Where all runs are after a step.
  public struct Cloud: Sendable, Equatable {
    /// The step.
    public let step: Int
    /// The first coordinates of all runs by their numbers, then the second ones; NaN for a run that is lost.
    public let coordinates: [[Double]]
  }

  /// How runs leave a saddle.
  public struct Escape: Sendable, Equatable {
    /// Where a run counts as gone.
    public let gate: EscapeGate
    /// When each run was.
    public let times: EscapeTimes
    /// What theory says, where there is one.
    public let theory: EscapeTheory?
    /// When half of fewer runs were, at several strengths of the noise; nil without noise in the gradient.
    public let ladder: EscapeLadder?
  }

  /// How many runs there are.
  public let runs: Int
  /// The run of stream 0, with surface, terms and rate.
  public let first: Comparison
  /// What is true after each of the kept steps, from 0 to the last.
  public let summaries: [Summary]
  /// Where all runs are at the chosen steps, increasing.
  public let clouds: [Cloud]
  /// How runs leave the saddle at which they start; nil if they do not start at one.
  public let escape: Escape?

  /// The surface.
  public var surface: Surface { first.surface }
  /// The terms of all runs.
  public var terms: Terms { first.terms }
  /// The optimizer with its rate, in the run of stream 0.
  public var run: Run { first.runs[0] }

  /// Runs an optimizer many times.
  ///
  /// The result does not depend on the number of threads.
  public init(_ entrant: Entrant, on surface: Surface, terms: Terms, _ request: Request, threads: Int = 1) {
    var terms = terms
    terms.stream = 0
    runs = request.runs
    first = Comparison([entrant], on: surface, terms: terms, threads: threads)
    let run = first.runs[0]
    let batch = Self.batch(of: run, on: surface, first.terms, runs: request.runs)
    let gate = EscapeGate(on: surface, from: terms.start, threshold: request.threshold)
    let theory = gate.flatMap { EscapeTheory($0, of: run) }
    let usualEnd = gate == nil ? nil : theory?.median(noise: terms.noise)
    let chosen =
      request.steps.isEmpty
      ? KeptSteps.usual(upTo: min(terms.steps, usualEnd.map { Int($0.rounded(.up)) } ?? terms.steps)) : request.steps
    let kept = KeptSteps.all(of: terms.steps, with: chosen)
    let parts = batch.parts(
      kept: kept, chosen: chosen, gate: gate, hasMinimum: first.least != nil, threads: threads)
    summaries = Self.summaries(of: parts, at: kept, threads: threads)
    clouds = chosen.indices.map { index in
      Cloud(step: chosen[index], coordinates: Self.coordinates(of: parts, index, surface.dimension))
    }
    escape = gate.map { gate in
      let times = EscapeTimes(parts.flatMap { $0.escapes.map { $0 < 0 ? nil : Int($0) } })
      let noises = request.noises.isEmpty ? EscapeLadder.usual(around: terms.noise) : request.noises
      let ladder =
        terms.noise > 0
        ? EscapeLadder(
          noises, of: batch, through: gate, theory: theory, mayGoOn: run.plan.isConstant, threads: threads) : nil
      return Escape(gate: gate, times: times, theory: theory, ladder: ladder)
    }
  }

  /// All runs, with a stream each.
  private static func batch(of run: Run, on surface: Surface, _ terms: Terms, runs: Int) -> Batch {
    var batch = Batch(
      objective: surface.played, optimizer: run.entrant.optimizer, plan: run.plan, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: (0..<runs).map {
        .init(start: terms.start, rate: run.rate ?? .nan, seed: terms.seed, stream: UInt64($0))
      })
    batch.sample = run.batch
    return batch
  }

  private static func summaries(of parts: [EnsemblePart], at kept: [Int], threads: Int) -> [Summary] {
    concurrently(kept.count, threads: threads) { index in
      var losses: [Double] = []
      var moments = parts[0].moments[index]
      for (number, part) in parts.enumerated() {
        losses += part.losses[index * part.runs..<(index + 1) * part.runs]
        if number > 0 { moments.merge(part.moments[index]) }
      }
      losses.sort()
      return Summary(
        step: kept[index], moments: moments,
        losses: Quantiles.shares.map { Quantiles.quantile($0, ofSorted: losses) })
    }
  }

  /// The coordinates of all runs at one of the chosen steps.
  private static func coordinates(of parts: [EnsemblePart], _ index: Int, _ dimension: Int) -> [[Double]] {
    (0..<dimension).map { row in
      parts.flatMap { part in
        let place = index * dimension + row
        return part.points[place * part.runs..<(place + 1) * part.runs]
      }
    }
  }
}

extension Ensemble {
  /// How many runs are in the window at a chosen step.
  public func inWindow(_ cloud: Cloud) -> Int {
    (0..<runs).count { run in
      surface.window.indices.allSatisfy { surface.window[$0].contains(cloud.coordinates[$0][run]) }
    }
  }
}

// MARK: - How many

extension Ensemble {
  /// The most bytes that are kept of all runs.
  public static let memory = 2_000_000_000

  /// The most runs, whatever they need: further streams of random numbers are those that rates are tuned with.
  public static let mostStreams = 1_000_000

  /// How many bytes are kept of a run.
  ///
  /// - Parameters:
  ///   - steps: how many steps it takes.
  ///   - chosen: at how many of them its point is kept.
  public static func bytes(steps: Int, chosen: Int, dimension: Int) -> Int {
    let number = MemoryLayout<Double>.size
    // A start, a loss at each kept step, the coordinates, and a share in the moments of a block of 256 runs.
    let moments = (3 + dimension * (dimension + 3) / 2) * number * 201 / 256
    return number * (min(steps + 1, 201) + dimension * (chosen + 1) + 8) + moments
  }

  /// The most runs that may be asked for.
  public static func mostRuns(steps: Int, chosen: Int, dimension: Int) -> Int {
    min(mostStreams, memory / bytes(steps: steps, chosen: max(5, chosen), dimension: dimension))
  }

  /// Whether luck has a part in a run: without noise, without batches, and for an optimizer that draws nothing, all runs
  /// would be one.
  public static func hasLuck(_ entrant: Entrant, on surface: Surface, terms: Terms) -> Bool {
    terms.noise > 0 || surface.sample(entrant.batch ?? terms.batch) != nil || type(of: entrant.optimizer).drawsNumbers
  }
}

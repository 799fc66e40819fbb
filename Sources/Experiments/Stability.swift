internal import Calculus
internal import Schedules
internal import Surfaces

/// How often the finding of a comparison holds from starts near its own, at the same rates.
public struct Stability: Sendable, Equatable {
  /// The nearby starts.
  public let starts: [[Double]]
  /// How far they lie from the start at most, as a share of the window's diagonal.
  public let radius: Double
  /// From how many of them the finding holds: the same run is first and arrives or leaves, or again none does.
  public let holds: Int
  /// From how many the whole order is the same.
  public let sameOrders: Int
  /// From how many each run was first, by its place in the comparison.
  public let firsts: [Int]

  /// The finding holds from at least nine tenths of the starts.
  public var isRobust: Bool { 10 * holds >= 9 * starts.count }

  /// The most starts.
  public static let most = 100_000
}

extension Comparison {
  /// Whether the finding is that the best run is first, and not that none arrives, or none leaves a saddle.
  public var hasWinner: Bool {
    guard let best = runs.first else { return false }
    let hasSaddle = surface.kind == .saddle || !surface.saddles.isEmpty
    return best.succeeds(hasMinimum: least != nil) || (least == nil && !hasSaddle)
  }

  /// The comparison with its stability: all run again from nearby starts, at the rates and on the terms they have.
  ///
  /// All meet the same starts, and at each start the same luck, that of a stream of its own. Ranks go by the key of the
  /// comparison. The result does not depend on the number of threads.
  ///
  /// - Parameters:
  ///   - count: how many starts.
  ///   - radius: how far from the start they may lie, as a share of the window's diagonal.
  public func withStability(from count: Int, radius: Double, threads: Int = 1) -> Comparison {
    let starts = surface.starts(near: terms.start, radius: radius, count: count, seed: terms.seed)
    // A few trajectories at a time, so that memory does not grow with the starts.
    let size = max(1, min(64, 2_000_000 / max(1, terms.steps)))
    let blocks = stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    let outcomes = concurrently(blocks.count * runs.count, threads: threads) { item in
      self.outcomes(of: runs[item % runs.count], from: starts, blocks[item / runs.count])
    }
    let order = runs.map(\.entry)
    let hasWinner = hasWinner
    var (holds, sameOrders) = (0, 0)
    var firsts = Array(repeating: 0, count: runs.count)
    for (block, places) in blocks.enumerated() {
      for place in places.indices {
        let here = runs.indices.map { outcomes[block * runs.count + $0][place - places.lowerBound] }
        let ranked = runs.indices.sorted { a, b in
          here[a].key == here[b].key
            ? order[a] < order[b] : here[a].key.lexicographicallyPrecedes(here[b].key)
        }
        firsts[ranked[0]] += 1
        if ranked.elementsEqual(runs.indices) { sameOrders += 1 }
        let isSame = hasWinner ? ranked[0] == 0 && here[0].succeeds == runs[0].succeeds(hasMinimum: least != nil) : true
        let isNone = hasWinner || !here.contains(where: \.succeeds)
        if isSame && isNone { holds += 1 }
      }
    }
    var result = self
    result.stability = Stability(
      starts: starts, radius: radius, holds: holds, sameOrders: sameOrders, firsts: firsts)
    return result
  }

  /// How a run of the comparison fares from some of the starts.
  private func outcomes(
    of run: Run, from starts: [[Double]], _ places: Range<Int>
  ) -> [(key: [Double], succeeds: Bool)] {
    let hasMinimum = least != nil
    var batch = Batch(
      objective: surface.played, optimizer: run.entrant.optimizer, plan: run.plan, steps: terms.steps,
      noise: terms.noise, domain: surface.domain,
      lanes: places.map {
        .init(start: starts[$0], rate: run.rate ?? .nan, seed: terms.seed, stream: terms.stream + UInt64($0) + 1)
      })
    batch.sample = run.batch
    return batch.trajectories(stop: terms.stop).map { walk in
      let again = Run(
        run.entrant, entry: run.entry, at: run.rate, chosen: run.rateOrigin, along: walk, on: surface, terms: terms,
        least: least)
      return (again.rankKey(hasMinimum: hasMinimum), again.succeeds(hasMinimum: hasMinimum))
    }
  }
}

extension Run {
  /// Whether the run has arrived, or without a minimum left.
  fileprivate func succeeds(hasMinimum: Bool) -> Bool { (hasMinimum ? arrival : departure) != nil }
}

extension Surface {
  /// Starts even over the ball around a point, as far as it lies in the window and the domain and the loss is finite.
  ///
  /// They are a function of the seed and their number alone.
  func starts(near center: [Double], radius share: Double, count: Int, seed: UInt64) -> [[Double]] {
    let reach = share * window.diagonal
    // A stream that no run has.
    let numbers = RandomNumbers(seed: seed, stream: 2_000_000)
    return (0..<count).map { number in
      for attempt in 0..<1000 as Range<UInt64> {
        let offset = center.indices.map {
          2 * numbers.uniform(UInt64(number), attempt, UInt64($0)) - 1
        }
        guard offset.reduce(0, { $0 + $1 * $1 }) <= 1 else { continue }
        let start = zip(center, offset).map { $0 + reach * $1 }
        guard window.contains(start), domain?.contains(start) ?? true, objective.value(at: start).isFinite else {
          continue
        }
        return start
      }
      return center
    }
  }
}

import ArgumentParser
import Experiments

/// Whether the finding of a comparison holds from nearby starts.
struct JitterOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Run all again from so many nearby starts, at the same rates, and say how often the finding holds.",
      valueName: "n"))
  var jitter: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "How far nearby starts lie at most, as a share of the window's diagonal (default: 0.02).", valueName: "share"))
  var jitterRadius: String?

  /// The farthest that still is nearby.
  private static let farthest = 0.5

  /// Refuses what goes with a single map or curve only, and numbers that mean nothing.
  func check(isSingle: Bool) throws {
    guard isSingle || jitter == nil else {
      throw Refusal.asked("--jitter tests the finding of a single map or curve, not of several; leave it out")
    }
    guard jitterRadius == nil || jitter != nil else {
      throw Refusal.asked("--jitter-radius says how far the starts of --jitter lie; give that too, as in --jitter 400")
    }
    _ = try numbers()
  }

  /// How many starts, and how far they lie; nil if none are asked for.
  private func numbers() throws -> (count: Int, radius: Double)? {
    guard let jitter else { return nil }
    guard let count = Int(jitter), count > 0 else {
      throw Refusal.asked("--jitter must be a whole number of starts above 0, not '\(jitter)'")
    }
    guard count <= Stability.most else {
      throw Refusal.asked("--jitter takes at most \(Stability.most) starts, not \(count)")
    }
    let radius = try Numbers.real(jitterRadius ?? "0.02", what: "--jitter-radius")
    guard radius > 0, radius <= Self.farthest else {
      throw Refusal.asked(
        "--jitter-radius is a share of the window's diagonal, above 0 and at most \(Self.farthest), not \(jitterRadius ?? "")"
      )
    }
    return (count, radius)
  }

  /// The comparison, with its stability if that is asked for.
  func tested(_ comparison: Comparison, threads: Int) throws -> Comparison {
    guard let (count, radius) = try numbers() else { return comparison }
    return comparison.withStability(from: count, radius: radius, threads: threads)
  }

  /// What differs from a comparison from one start, for the name of a file.
  var namePart: String? {
    jitter.map { "jitter-\($0)" + (jitterRadius.map { "-radius-\($0)" } ?? "") }
  }
}

import Calculus
import Experiments
import Surfaces

/// The numbers of a run as people type them, checked.
enum RunNumbers {
  /// The most numbers a trajectory may hold, all runs together: about four gigabytes.
  private static let memory = 80_000_000

  /// How many steps each of some runs may take.
  static func steps(_ text: String, runs: Int) throws -> Int {
    guard let count = Int(text), count > 0 else {
      throw Refusal.asked("--steps must be a whole number above 0, not '\(text)'")
    }
    guard count <= memory / max(1, runs) else {
      throw Refusal.asked(
        "--steps \(count) with \(runs) runs is more than memory holds; at most \(memory / max(1, runs))")
    }
    return count
  }

  /// How many runs an ensemble has.
  static func ensemble(_ text: String, steps: Int, chosen: Int, dimension: Int) throws -> Int {
    // A number beyond all integers is still a number.
    let isNumber = !text.isEmpty && text.allSatisfy { ("0"..."9").contains($0) }
    guard let count = Int(text) ?? (isNumber ? .max : nil), count > 1 else {
      throw Refusal.asked("--runs must be a whole number above 1, not '\(text)'")
    }
    let most = Ensemble.mostRuns(steps: steps, chosen: chosen, dimension: dimension)
    let bytes = Ensemble.bytes(steps: steps, chosen: chosen, dimension: dimension)
    guard count <= Ensemble.memory / bytes else {
      throw Refusal.asked(
        "--runs \(text) is more than memory holds, \(bytes) bytes a run; at most \(most)")
    }
    guard count <= most else { throw Refusal.asked("--runs takes at most \(most), not \(text)") }
    return count
  }

  /// Whether a run can start somewhere: inside the window, at a finite loss.
  static func check(start: [Double], on surface: Surface) throws {
    let place = start.map(Numbers.shortest).joined(separator: ", ")
    guard surface.window.contains(start) else {
      throw Refusal.asked("the start (\(place)) lies outside the window of \(surface.name); move it, or widen --window")
    }
    let value = surface.objective.value(at: start)
    guard value.isFinite else {
      throw Refusal.asked(
        "the loss at the start (\(place)) is \(value.isNaN ? "nan" : "\(value)"); choose another with --start")
    }
  }
}

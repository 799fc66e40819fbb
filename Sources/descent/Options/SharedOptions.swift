import ArgumentParser

/// The luck that runs meet.
struct NoiseOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Noise in each component of the gradient (standard deviation).", valueName: "s"))
  var noise: String = "0"

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The seed of the noise, and of the order of rows: a whole number.", valueName: "n"))
  var seed: String = "0"

  /// What was asked, read and checked.
  func read() throws -> (scale: Double, seed: UInt64) {
    guard let number = UInt64(seed) else {
      throw Refusal.asked("--seed must be a whole number from 0 to \(UInt64.max), not '\(seed)'")
    }
    let scale = try Numbers.real(noise, what: "--noise")
    guard scale >= 0 else { throw Refusal.asked("--noise must be at least 0, not \(noise)") }
    return (scale, number)
  }

  /// What differs from a run without noise, for the name of a file.
  var namePart: String? { noise == "0" ? nil : "noise-\(noise)-seed-\(seed)" }
}

/// On how many threads work is done.
struct ThreadOptions: ParsableArguments {
  @Option(
    parsing: .unconditional, help: ArgumentHelp("On how many threads; results do not depend on it.", valueName: "n"))
  var threads: String?

  /// The number of threads.
  func count() throws -> Int { try Processors.count(asked: threads) }
}

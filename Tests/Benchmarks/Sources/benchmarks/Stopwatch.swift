/// A piece of work whose speed is of interest.
struct Measurement {
  /// Its name; the filter of the command line is looked for in it.
  let name: String
  /// How often the unit of work is done in one call.
  let count: Int
  /// The number shown, from the seconds that one unit takes.
  let unit: Unit
  /// Does the work once and returns something of it, so that nothing is left out by the compiler.
  let work: () throws -> Double

  /// How a speed is written.
  enum Unit: String {
    case million = "M/s"
    case nanoseconds = "ns"
    case microseconds = "us"
    case milliseconds = "ms"
  }

  init(_ name: String, count: Int = 1, in unit: Unit, _ work: @escaping () throws -> Double) {
    self.name = name
    self.count = count
    self.unit = unit
    self.work = work
  }

  /// The best of several calls: as many as fit into a second, at least three.
  func best() throws -> Double {
    let clock = ContinuousClock()
    var best = Double.infinity
    var total = 0.0
    var calls = 0
    while calls < 3 || (total < 1 && calls < 1000) {
      let start = clock.now
      sink += try work()
      let seconds = start.duration(to: clock.now) / .seconds(1)
      best = min(best, seconds / Double(count))
      total += seconds
      calls += 1
    }
    switch unit {
    case .million: return 1e-6 / best
    case .nanoseconds: return 1e9 * best
    case .microseconds: return 1e6 * best
    case .milliseconds: return 1e3 * best
    }
  }
}

/// Where results go, so that they are needed.
nonisolated(unsafe) var sink = 0.0

/// What became of the run of each cell: 26 bytes a cell.
///
/// Blocks of runs write the cells that are theirs, each once, from several threads.
final class CellOutcomes: @unchecked Sendable {
  let count: Int
  /// The attractor, or one of the numbers below 0 of `Destination`.
  private let places: UnsafeMutablePointer<Int16>
  private let sinces: UnsafeMutablePointer<Int32>
  private let steps: UnsafeMutablePointer<Int32>
  private let ends: UnsafeMutablePointer<SIMD2<Double>>

  init(count: Int) {
    self.count = count
    places = .allocate(capacity: count)
    places.initialize(repeating: Destination.underWay.code, count: count)
    sinces = .allocate(capacity: count)
    sinces.initialize(repeating: 0, count: count)
    steps = .allocate(capacity: count)
    steps.initialize(repeating: 0, count: count)
    ends = .allocate(capacity: count)
    ends.initialize(repeating: SIMD2(.nan, .nan), count: count)
  }

  deinit {
    places.deallocate()
    sinces.deallocate()
    steps.deallocate()
    ends.deallocate()
  }

  func write(_ cell: Int, place: Int16, since: Int32, steps: Int32, end: SIMD2<Double>) {
    places[cell] = place
    sinces[cell] = since
    self.steps[cell] = steps
    ends[cell] = end
  }

  func place(_ cell: Int) -> Int16 { places[cell] }

  func since(_ cell: Int) -> Int { Int(sinces[cell]) }

  func steps(_ cell: Int) -> Int { Int(steps[cell]) }

  func end(_ cell: Int) -> SIMD2<Double> { ends[cell] }
}

/// Where a run ends.
public enum Destination: Sendable, Equatable, Hashable {
  /// Near an attractor, by its place in the list.
  case attractor(Int)
  /// Outside the window.
  case outside
  /// Inside the window, but near no attractor: on its way, or astray.
  case underWay
  /// Nowhere: its point is no longer finite.
  case diverged

  init(code: Int16) {
    switch code {
    case 0...: self = .attractor(Int(code))
    case -1: self = .outside
    case -3: self = .diverged
    default: self = .underWay
    }
  }

  var code: Int16 {
    switch self {
    case .attractor(let index): Int16(index)
    case .outside: -1
    case .underWay: -2
    case .diverged: -3
    }
  }
}

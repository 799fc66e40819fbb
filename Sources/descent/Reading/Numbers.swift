import Calculus
import Experiments

/// Numbers as people type them, with errors that say what was meant.
enum Numbers {
  /// The narrowest window that is drawn, as a share of its larger end: numbers have sixteen digits, and ticks need some.
  private static let narrowest = 1e-7

  /// A finite number.
  static func real(_ text: String, what: String) throws -> Double {
    guard let number = Double(text.trimmed) else { throw Refusal.asked("\(what) must be a number, not '\(text)'") }
    guard number.isFinite else { throw Refusal.asked("\(what) must be a finite number, not \(text)") }
    return number
  }

  /// A finite number above 0.
  static func positive(_ text: String, what: String) throws -> Double {
    let number = try real(text, what: what)
    guard number > 0 else { throw Refusal.asked("\(what) must be above 0, not \(text)") }
    return number
  }

  /// Numbers with commas between.
  static func list(_ text: String, what: String) throws -> [Double] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { try real(String($0), what: what) }
  }

  /// A window: two ends for each coordinate.
  static func window(_ text: String, option: String = "--window") throws -> [ClosedRange<Double>] {
    let ends = try list(text, what: "each end of \(option)")
    guard ends.count >= 2, ends.count % 2 == 0 else {
      throw Refusal.asked("\(option) needs two ends for each coordinate, X0,X1,Y0,Y1, not \(ends.count) numbers")
    }
    return try stride(from: 0, to: ends.count, by: 2).map { place in
      let (lower, upper) = (ends[place], ends[place + 1])
      guard lower < upper, (upper - lower).isFinite else {
        throw Refusal.asked(
          "\(option) runs from the lower to the higher end; \(shortest(lower)),\(shortest(upper)) does not")
      }
      guard upper - lower >= narrowest * max(abs(lower), abs(upper)) else {
        throw Refusal.asked(
          "\(option) \(shortest(lower)),\(shortest(upper)) is too narrow to tell its points apart; widen it")
      }
      return lower...upper
    }
  }

  /// How rates are chosen: `tuned`, `default` or `same=0.01`.
  static func policy(_ text: String) throws -> RatePolicy {
    switch text {
    case "tuned": return .tuned
    case "default": return .usual
    default:
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, parts[0] == "same" else {
        throw Refusal.asked("--rates is 'tuned', 'default' or 'same=R' as in same=0.01, not '\(text)'")
      }
      return .same(try positive(parts[1], what: "the rate in --rates same=R"))
    }
  }

  /// When a run may stop early: `gradient=G`, `loss=L` or `window`.
  static func stop(_ text: String, window: [ClosedRange<Double>]) throws -> Stop {
    if text == "window" { return .window(window) }
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, parts[0] == "gradient" || parts[0] == "loss" else {
      throw Refusal.asked("--stop is 'gradient=G', 'loss=L' or 'window', not '\(text)'")
    }
    let number = try real(parts[1], what: "the number in --stop \(parts[0])=")
    guard parts[0] == "loss" || number >= 0 else {
      throw Refusal.asked("--stop gradient=G needs a G of at least 0, not \(text)")
    }
    return parts[0] == "loss" ? .loss(number) : .gradient(number)
  }

  /// A number in the shortest form that reads back exactly, without a needless fraction.
  static func shortest(_ number: Double) -> String {
    let text = "\(number)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}

extension Numbers {
  /// A number with two decimals at most.
  static func rounded(_ number: Double) -> String { shortest((number * 100).rounded() / 100) }
}

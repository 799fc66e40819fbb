internal import Calculus
public import Optimizers

/// One number of an optimizer that is varied: its rate or a knob, over a range.
///
/// It serves maps over two knobs, sensitivity curves and searches.
public struct Axis: Sendable, Equatable {
  /// How values are spread over the range.
  public enum Scale: String, Sendable, CaseIterable {
    /// Evenly.
    case linear
    /// Evenly in the logarithm.
    case log
  }

  /// The name people type: `lr` or that of a knob.
  public let name: String
  /// The lowest and the highest value.
  public let range: ClosedRange<Double>
  /// How values are spread.
  public let scale: Scale
  /// Whether only whole numbers are taken.
  public let isWhole: Bool
  /// Whether every run of a block may have a value of its own: rates and real knobs, but not whole numbers.
  public let differsFromRunToRun: Bool

  /// Whether it is the rate.
  public var isRate: Bool { name == "lr" }

  /// The axis that a text asks for: `lr`, `lr=1e-4..1`, `momentum=0..0.99` or `eps=1e-10..1:log`.
  ///
  /// A rate runs over `rates` unless the text says otherwise, a knob over all it may be if that is bounded, else over
  /// a hundred times less to a hundred times more than its setting. Rates and knobs without an upper bound are spread by
  /// their logarithm unless the range holds numbers not above 0.
  ///
  /// - Parameters:
  ///   - optimizer: whose number it is.
  ///   - rates: the usual range of rates; nil if there is none, so that a rate needs a range.
  /// - Throws: `SpecificationError` or `KnobError`, which say what to do.
  public init(_ text: String, of optimizer: any Optimizer, rates: ClosedRange<Double>?) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    let sides = parts[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(\.trimmed)
    let knob = try optimizer.axis(sides[0])
    name = sides[0]
    isWhole = knob.isWhole
    differsFromRunToRun = knob.differsFromRunToRun
    var asked: Scale?
    if parts.count == 2 {
      asked = Scale(rawValue: parts[1])
      guard asked != nil else {
        throw SpecificationError("the scale of '\(name)' is linear or log, not '\(parts[1])'; write \(name)=A..B:log")
      }
    }
    if sides.count == 2 {
      range = try Self.range(sides[1], of: name)
    } else if sides[0] == "lr" {
      guard let rates else { throw SpecificationError("'lr' needs a range here; write lr=1e-4..1") }
      range = rates
    } else {
      range = knob.usualRange
    }
    let isOpen = knob.interval.upper == .infinity && !knob.isWhole
    scale = asked ?? (isOpen && range.lowerBound > 0 ? .log : .linear)
    guard scale == .linear || range.lowerBound > 0 else {
      throw SpecificationError(
        "a logarithmic axis has numbers above 0 only, and '\(name)' begins at \(shown(range.lowerBound)); "
          + "raise that end or write \(name)=A..B:linear")
    }
    // Values are taken from within, so an end that is itself not allowed may still bound them.
    guard range.lowerBound >= knob.interval.lower, range.upperBound <= knob.interval.upper else {
      throw SpecificationError(
        "'\(name)' of '\(type(of: optimizer).name)' must lie in \(knob.interval), and "
          + "\(shown(range.lowerBound))..\(shown(range.upperBound)) does not")
    }
  }

  /// An axis from its parts, for numbers that are no knobs.
  ///
  /// - Precondition: a logarithmic axis begins above 0.
  package init(name: String, range: ClosedRange<Double>, scale: Scale, differsFromRunToRun: Bool) {
    precondition(scale == .linear || range.lowerBound > 0, "a logarithmic axis begins above 0")
    self.name = name
    self.range = range
    self.scale = scale
    isWhole = false
    self.differsFromRunToRun = differsFromRunToRun
  }

  private static func range(_ text: String, of name: String) throws -> ClosedRange<Double> {
    let cut = text.indices.first { text[$0...].hasPrefix("..") }
    guard let cut, let lower = Double(text[..<cut].trimmed),
      let upper = Double(text[text.index(cut, offsetBy: 2)...].trimmed)
    else {
      throw SpecificationError("'\(text)' is no range for '\(name)'; write two numbers with .. between, as in 0..0.99")
    }
    guard lower.isFinite, upper.isFinite else {
      throw SpecificationError("the range of '\(name)' must have finite ends, not \(text)")
    }
    guard lower < upper else {
      throw SpecificationError(
        "the range of '\(name)' runs from the lower to the higher end; write \(shown(upper))..\(shown(lower))")
    }
    return lower...upper
  }

  /// The value so far along the range, from 0 to 1.
  public func value(at share: Double) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    let value: Double
    switch scale {
    case .linear: value = lower + share * (upper - lower)
    case .log:
      let ratio = Lanes(upper) / Lanes(lower)
      value = (Lanes(lower) * Lanes.pow(ratio, Lanes(share)))[0]
    }
    let inside = min(max(value, lower), upper)
    return isWhole ? inside.rounded() : inside
  }

  /// How far along the range a value is: 0 at its lower end, 1 at its upper one.
  public func share(of value: Double) -> Double {
    let (lower, upper) = (range.lowerBound, range.upperBound)
    switch scale {
    case .linear: return (value - lower) / (upper - lower)
    case .log: return (Lanes.log(Lanes(value / lower)) / Lanes.log(Lanes(upper / lower)))[0]
    }
  }

  /// The values in the middle of equal cells, lowest first.
  public func middles(of cells: Int) -> [Double] { (0..<cells).map { value(at: (Double($0) + 0.5) / Double(cells)) } }

  /// The values of equal steps from one end to the other, lowest first.
  public func stops(_ count: Int) -> [Double] {
    count == 1 ? [value(at: 0.5)] : (0..<count).map { value(at: Double($0) / Double(count - 1)) }
  }
}

extension Entrant {
  /// The same one with the number of an axis set.
  ///
  /// - Throws: `KnobError` if the value is none that the knob may take.
  public func with(_ axis: Axis, at value: Double) throws -> Entrant {
    var other = self
    if axis.isRate {
      other.rate = value
    } else {
      try other.optimizer.set(axis.name, to: axis.isWhole ? "\(Int(value))" : "\(value)")
    }
    return other
  }
}

/// What may be varied of an optimizer.
private struct VariedKnob {
  var interval: Interval
  var usualRange: ClosedRange<Double>
  var isWhole = false
  var differsFromRunToRun = false
}

extension Optimizer {
  /// What may be put where a name says.
  fileprivate func axis(_ name: String) throws -> VariedKnob {
    if name == "lr", Self.identity.defaultRate != nil {
      return VariedKnob(interval: .positive, usualRange: 1...1, differsFromRunToRun: true)
    }
    guard let knob = Self.knobs.first(where: { $0.name == name }) else { throw Self.unknown(name) }
    switch knob.place {
    case .real(let path, let interval):
      return VariedKnob(
        interval: interval, usualRange: interval.usualRange(around: self[keyPath: path][0]), differsFromRunToRun: true)
    case .number(let path, let interval):
      return VariedKnob(interval: interval, usualRange: interval.usualRange(around: self[keyPath: path]))
    case .whole(let path, let range):
      let upper = min(range.upperBound, max(4 * self[keyPath: path], range.lowerBound + 1))
      return VariedKnob(
        interval: Interval(
          Double(range.lowerBound), Double(range.upperBound), includesLower: true, includesUpper: true),
        usualRange: Double(range.lowerBound)...Double(max(upper, range.lowerBound + 1)), isWhole: true)
    case .numbers, .span, .spans, .flag, .choice:
      throw KnobError("'\(name)' of '\(Self.name)' is no single number and cannot be varied; choose another knob")
    }
  }
}

extension Interval {
  /// All of it, if it is bounded; else around a setting.
  fileprivate func usualRange(around setting: Double) -> ClosedRange<Double> {
    if lower.isFinite, upper.isFinite { return lower...upper }
    if lower.isFinite {
      let center = setting > max(lower, 0) ? setting : 0.01
      return max(lower, center / 100)...(center * 100)
    }
    return setting - max(1, setting.magnitude)...setting + max(1, setting.magnitude)
  }
}

/// A number as people write it, without a needless fraction.
private func shown(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}

extension Adjustable {
  /// None.
  public static var furtherKnobs: [String] { [] }

  /// Every knob with its present setting.
  public var settings: [KnobDescription] {
    Self.knobs.map { knob in
      let (value, range) =
        switch knob.place {
        case .real(let path, let interval): (Knobs.text(self[keyPath: path][0]), interval.description)
        case .number(let path, let interval): (Knobs.text(self[keyPath: path]), interval.description)
        case .numbers(let path, let interval):
          (self[keyPath: path].map(Knobs.text).joined(separator: "/"), "\(interval), several with /")
        case .span(let path, let range):
          (self[keyPath: path].description, "steps from \(range.lowerBound), or up to 100%")
        case .spans(let path):
          (self[keyPath: path].map(\.description).joined(separator: "/"), "steps or shares, increasing, with /")
        case .whole(let path, let range): (String(self[keyPath: path]), "\(range.lowerBound) to \(range.upperBound)")
        case .flag(let path): (self[keyPath: path] ? "true" : "false", "true or false")
        case .choice(let words, let get, _): (get(self), words.joined(separator: ", "))
        }
      return KnobDescription(name: knob.name, value: value, range: range, meaning: knob.meaning)
    }
  }

  /// Sets a knob from the text people typed.
  ///
  /// - Throws: `KnobError` if there is no such knob, the text is not of its kind, or the number is out of range.
  public mutating func set(_ name: String, to text: String) throws(KnobError) {
    guard let knob = Self.knobs.first(where: { $0.name == name }) else { throw Self.unknown(name) }
    switch knob.place {
    case .real(let path, let interval):
      self[keyPath: path] = Lanes(try Self.number(text, in: interval, for: name))
    case .number(let path, let interval):
      self[keyPath: path] = try Self.number(text, in: interval, for: name)
    case .numbers(let path, let interval):
      var numbers: [Double] = []
      for part in Knobs.parts(text) { numbers.append(try Self.number(part, in: interval, for: name)) }
      self[keyPath: path] = numbers
    case .span(let path, let range):
      self[keyPath: path] = try Self.span(text, in: range, for: name)
    case .spans(let path):
      self[keyPath: path] = try Self.spans(text, for: name)
    case .whole(let path, let range):
      guard let number = Int(text), range.contains(number) else {
        let bounds = "from \(range.lowerBound) to \(range.upperBound)"
        throw KnobError("'\(name)' of '\(Self.name)' must be a whole number \(bounds), not '\(text)'")
      }
      self[keyPath: path] = number
    case .flag(let path):
      switch text {
      case "true", "yes", "on", "1": self[keyPath: path] = true
      case "false", "no", "off", "0": self[keyPath: path] = false
      default: throw KnobError("'\(name)' of '\(Self.name)' is true or false, not '\(text)'")
      }
    case .choice(let words, _, let set):
      guard words.contains(text) else {
        let hint = nearest(to: text, in: words).map { " Did you mean '\($0)'?" } ?? ""
        throw KnobError("'\(name)' of '\(Self.name)' is one of \(words.joined(separator: ", ")), not '\(text)'.\(hint)")
      }
      set(&self, text)
    }
  }

  /// Sets a real knob to numbers of its own for every lane, as a schedule does in each step.
  ///
  /// The numbers are not checked. Where there is no real knob of the name nothing happens.
  public mutating func drive(_ name: String, to numbers: Lanes) {
    guard let knob = Self.knobs.first(where: { $0.name == name }), case .real(let path, _) = knob.place else { return }
    self[keyPath: path] = numbers
  }

  /// A real knob: its setting and the numbers it may take.
  ///
  /// - Throws: `KnobError` if there is no such knob, or it is of another kind and cannot be driven.
  public func drivable(_ name: String) throws(KnobError) -> (setting: Lanes, range: Interval) {
    guard let knob = Self.knobs.first(where: { $0.name == name }) else { throw Self.unknown(name) }
    guard case .real(let path, let range) = knob.place else {
      let real = Self.knobs.filter { if case .real = $0.place { true } else { false } }.map(\.name)
      let list = real.isEmpty ? "it has no real knobs" : "its real knobs are \(real.joined(separator: ", "))"
      throw KnobError("a schedule drives real numbers, and '\(name)' of '\(Self.name)' is none; \(list)")
    }
    return (self[keyPath: path], range)
  }

  /// The finite number of an interval that a text stands for.
  package static func number(
    _ text: String, in interval: Interval, for name: String
  ) throws(KnobError) -> Double {
    guard let number = Double(text), number.isFinite else {
      throw KnobError("'\(Self.name)' needs a number for '\(name)', not '\(text)'")
    }
    guard interval.contains(number) else {
      throw KnobError("'\(name)' of '\(Self.name)' must lie in \(interval), not \(text)")
    }
    return number
  }

  private static func span(_ text: String, in range: ClosedRange<Int>, for name: String) throws(KnobError) -> Span {
    guard let span = Span(text) else {
      throw KnobError("'\(name)' of '\(Self.name)' is a number of steps or a share of the run as in 25%, not '\(text)'")
    }
    let isAllowed =
      switch span {
      case .steps(let count): range.contains(count)
      case .share(let share): share > 0 || range.contains(0)
      }
    guard isAllowed else {
      let bounds = "from \(range.lowerBound) to \(range.upperBound)"
      throw KnobError("'\(name)' of '\(Self.name)' must be a whole number of steps \(bounds), not '\(text)'")
    }
    return span
  }

  private static func spans(_ text: String, for name: String) throws(KnobError) -> [Span] {
    var spans: [Span] = []
    guard Knobs.parts(text).count <= Knobs.mostParts else {
      throw KnobError(
        "'\(name)' of '\(Self.name)' has \(Knobs.parts(text).count) members; at most \(Knobs.mostParts) are read")
    }
    for part in Knobs.parts(text) { spans.append(try span(part, in: 0...1_000_000_000, for: name)) }
    let ends = spans.map { span in
      switch span {
      case .steps(let count): (isShare: false, size: Double(count))
      case .share(let share): (isShare: true, size: share)
      }
    }
    guard ends.allSatisfy({ $0.isShare == ends[0].isShare }) else {
      throw KnobError("'\(name)' of '\(Self.name)' are all steps or all shares, not '\(text)'")
    }
    guard zip(ends, ends.dropFirst()).allSatisfy({ $0.size <= $1.size }) else {
      throw KnobError("'\(name)' of '\(Self.name)' must not decrease, as they do in '\(text)'")
    }
    return spans
  }

  /// What is said of a knob that does not exist.
  ///
  /// - Parameter further: knobs that depend on what is wrapped, scheduled or optimized.
  package static func unknown(_ name: String, beside further: [String] = []) -> KnobError {
    let names = further + Self.furtherKnobs + Self.knobs.map(\.name)
    let hint = nearest(to: name, in: names).map { " Did you mean '\($0)'?" } ?? ""
    let list = names.isEmpty ? "it has none" : "it has \(names.joined(separator: ", "))"
    return KnobError("'\(Self.name)' has no knob '\(name)'; \(list).\(hint)")
  }
}

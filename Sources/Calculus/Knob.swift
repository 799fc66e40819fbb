/// A value with knobs: an optimizer or a schedule.
public protocol Adjustable: Sendable {
  /// The name people type.
  static var name: String { get }

  /// Every knob, in the order of the documentation.
  static var knobs: [Knob<Self>] { get }

  /// Names that are set elsewhere but belong in the list that an error shows, such as the rate.
  static var furtherKnobs: [String] { get }
}

/// One adjustable number or switch.
///
/// The table of knobs serves the command line, range checks, tuning, maps and help.
public struct Knob<Owner>: Sendable {
  /// Where the setting is kept.
  public enum Place: Sendable {
    /// A real number, which may differ from run to run.
    case real(any WritableKeyPath<Owner, Lanes> & Sendable, Interval)
    /// A real number, the same for all runs of a block.
    case number(any WritableKeyPath<Owner, Double> & Sendable, Interval)
    /// Real numbers, the same for all runs of a block.
    case numbers(any WritableKeyPath<Owner, [Double]> & Sendable, Interval)
    /// A length of time, the same for all runs of a block.
    case span(any WritableKeyPath<Owner, Span> & Sendable, ClosedRange<Int>)
    /// Places in time, in increasing order, the same for all runs of a block.
    case spans(any WritableKeyPath<Owner, [Span]> & Sendable)
    /// A whole number, the same for all runs of a block.
    case whole(any WritableKeyPath<Owner, Int> & Sendable, ClosedRange<Int>)
    /// A switch, the same for all runs of a block.
    case flag(any WritableKeyPath<Owner, Bool> & Sendable)
    /// One of a few words, the same for all runs of a block.
    case choice(
      words: [String], get: @Sendable (Owner) -> String, set: @Sendable (inout Owner, String) -> Void)
  }

  /// The name people type: PyTorch's where PyTorch has it.
  public let name: String
  /// What it does, in a few words.
  public let meaning: String
  /// Where it is kept, and what may be put there.
  public let place: Place

  /// A knob for a real number.
  public static func real(
    _ name: String, _ path: any WritableKeyPath<Owner, Lanes> & Sendable, in range: Interval, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .real(path, range)) }

  /// A knob for a real number that is the same for all runs.
  public static func number(
    _ name: String, _ path: any WritableKeyPath<Owner, Double> & Sendable, in range: Interval, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .number(path, range)) }

  /// A knob for a list of real numbers, typed with `/` between.
  public static func numbers(
    _ name: String, _ path: any WritableKeyPath<Owner, [Double]> & Sendable, in range: Interval, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .numbers(path, range)) }

  /// A knob for a length of time: steps, or a share of the run.
  public static func span(
    _ name: String, _ path: any WritableKeyPath<Owner, Span> & Sendable, in range: ClosedRange<Int>, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .span(path, range)) }

  /// A knob for places in time, typed with `/` between.
  public static func spans(
    _ name: String, _ path: any WritableKeyPath<Owner, [Span]> & Sendable, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .spans(path)) }

  /// A knob for a whole number.
  public static func whole(
    _ name: String, _ path: any WritableKeyPath<Owner, Int> & Sendable, in range: ClosedRange<Int>, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .whole(path, range)) }

  /// A knob that is on or off.
  public static func flag(
    _ name: String, _ path: any WritableKeyPath<Owner, Bool> & Sendable, _ meaning: String
  ) -> Knob { Knob(name: name, meaning: meaning, place: .flag(path)) }

  /// A knob for one of a few words.
  public static func choice<Word: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, _ path: any WritableKeyPath<Owner, Word> & Sendable, _ meaning: String
  ) -> Knob {
    let place = Place.choice(
      words: Word.allCases.map(\.rawValue),
      get: { $0[keyPath: path].rawValue },
      set: { owner, text in
        if let word = Word(rawValue: text) { owner[keyPath: path] = word }
      })
    return Knob(name: name, meaning: meaning, place: place)
  }
}

extension Knob {
  /// The same knob of something that holds the owner, under another name.
  public func lifted<Holder: Sendable>(to path: any WritableKeyPath<Holder, Owner> & Sendable, name: String) -> Knob<
    Holder
  > {
    func inside<Value>(_ inner: any WritableKeyPath<Owner, Value> & Sendable) -> any WritableKeyPath<Holder, Value>
      & Sendable
    {
      let joined = (path as WritableKeyPath<Holder, Owner>).appending(path: inner as WritableKeyPath<Owner, Value>)
      // Joined of two that are sendable, it captures nothing else; the language cannot say so yet.
      return unsafeBitCast(joined, to: (any WritableKeyPath<Holder, Value> & Sendable).self)
    }
    let place: Knob<Holder>.Place =
      switch self.place {
      case .real(let inner, let range): .real(inside(inner), range)
      case .number(let inner, let range): .number(inside(inner), range)
      case .numbers(let inner, let range): .numbers(inside(inner), range)
      case .span(let inner, let range): .span(inside(inner), range)
      case .spans(let inner): .spans(inside(inner))
      case .whole(let inner, let range): .whole(inside(inner), range)
      case .flag(let inner): .flag(inside(inner))
      case .choice(let words, let get, let set):
        .choice(words: words, get: { get($0[keyPath: path]) }, set: { set(&$0[keyPath: path], $1) })
      }
    return Knob<Holder>(name: name, meaning: meaning, place: place)
  }
}

/// The numbers a knob may take: from `lower` to `upper`, each end included or not.
public struct Interval: Sendable, CustomStringConvertible {
  /// The lower end.
  public let lower: Double
  /// The upper end, possibly infinite.
  public let upper: Double
  /// Whether the lower end itself is allowed.
  public let includesLower: Bool
  /// Whether the upper end itself is allowed.
  public let includesUpper: Bool

  /// All finite numbers.
  public static let all = Interval(-.infinity, .infinity, includesLower: false, includesUpper: false)
  /// All numbers from 0, 0 included.
  public static let notNegative = Interval(0, .infinity, includesLower: true, includesUpper: false)
  /// All numbers above 0.
  public static let positive = Interval(0, .infinity, includesLower: false, includesUpper: false)
  /// Numbers from 0, included, to 1, left out: the share of a running mean that survives a step.
  public static let decay = Interval(0, 1, includesLower: true, includesUpper: false)
  /// Numbers from 0 to 1, both included.
  public static let closedFraction = Interval(0, 1, includesLower: true, includesUpper: true)
  /// Numbers strictly between 0 and 1.
  public static let fraction = Interval(0, 1, includesLower: false, includesUpper: false)

  /// An interval from its ends.
  public init(_ lower: Double, _ upper: Double, includesLower: Bool, includesUpper: Bool) {
    self.lower = lower
    self.upper = upper
    self.includesLower = includesLower
    self.includesUpper = includesUpper
  }

  /// Whether the number may be taken.
  public func contains(_ number: Double) -> Bool {
    (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
  }

  /// The interval as it is written in mathematics, `[0, 1)`.
  public var description: String {
    "\(includesLower ? "[" : "(")\(Knobs.text(lower)), \(Knobs.text(upper))\(includesUpper ? "]" : ")")"
  }
}

/// Why a knob was not set.
public struct KnobError: Error, CustomStringConvertible, Sendable {
  /// What was asked, what is wrong, and what to do.
  public let description: String

  /// An error in words.
  public init(_ description: String) { self.description = description }
}

/// A knob as text, for help and recipes.
public struct KnobDescription: Sendable {
  /// The name people type.
  public let name: String
  /// The setting.
  public let value: String
  /// What may be set.
  public let range: String
  /// What it does.
  public let meaning: String

  /// A knob in words.
  package init(name: String, value: String, range: String, meaning: String) {
    self.name = name
    self.value = value
    self.range = range
    self.meaning = meaning
  }
}

enum Knobs {
  /// The most members of a list.
  static let mostParts = 1000

  /// The members of a list, `5/20/33`.
  static func parts(_ text: String) -> [String] {
    text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
  }

  /// A number in the shortest form that reads back exactly, without a needless fraction.
  static func text(_ number: Double) -> String {
    if number.isInfinite { return number < 0 ? "-inf" : "inf" }
    if let whole = Int(exactly: number), abs(whole) < 1_000_000 { return String(whole) }
    return "\(number)"
  }
}

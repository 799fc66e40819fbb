/// An expression of an equation as a tree.
indirect enum EquationTree: Sendable, Equatable {
  /// What stands between two parts.
  enum Operation: Sendable, Equatable { case add, subtract, multiply, divide, power, dot }

  /// A function by name.
  enum Function: String, Sendable, CaseIterable {
    case sqrt, cbrt, exp, log, sign, min, max, clip
    /// The root of the mean square over the coordinates.
    case rms = "RMS"

    /// How many arguments it takes.
    var count: ClosedRange<Int> {
      switch self {
      case .min, .max: 2...4
      case .clip: 3...3
      default: 1...1
      }
    }
  }

  case number(Double)
  case letter(String)
  case negative(EquationTree)
  case binary(Operation, EquationTree, EquationTree)
  case call(Function, [EquationTree])
  /// `|a|`: a magnitude in equations of one coordinate, the length in equations of the whole point.
  case bars(EquationTree)
  /// `|a|_1`: the sum of the magnitudes.
  case sumOfMagnitudes(EquationTree)
  /// `gradient at a`.
  case gradient(at: EquationTree)

  /// Every letter, in order of appearance.
  var letters: [String] {
    switch self {
    case .number: []
    case .letter(let name): [name]
    case .negative(let inside), .bars(let inside), .sumOfMagnitudes(let inside), .gradient(let inside): inside.letters
    case .binary(_, let left, let right): left.letters + right.letters
    case .call(_, let arguments): arguments.flatMap(\.letters)
    }
  }
}

/// Cuts the text of an equation into words.
enum EquationWord: Sendable, Equatable {
  case number(Double)
  case name(String)
  case sign(Character)

  /// The words of a text; nil if there is a character that no equation has.
  static func words(of text: String) -> [EquationWord]? {
    var words: [EquationWord] = []
    var rest = Substring(text)
    while let first = rest.first {
      if first == " " {
        rest = rest.dropFirst()
      } else if first.isNumber {
        let digits = number(at: rest)
        guard let value = Double(digits) else { return nil }
        words.append(.number(value))
        rest = rest.dropFirst(digits.count)
      } else if first.isLetter {
        var name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(name.count)
        let primes = rest.prefix { $0 == "'" }
        rest = rest.dropFirst(primes.count)
        // The diagonal of the Hessian is one letter.
        if name == "diag", rest.hasPrefix(" H") {
          name = "diag H"
          rest = rest.dropFirst(2)
        }
        words.append(.name(String(name + primes)))
      } else if "+-*/^(),|._<>=".contains(first) {
        words.append(.sign(first))
        rest = rest.dropFirst()
      } else {
        return nil
      }
    }
    return words
  }

  /// The digits of a number, with a fraction and an exponent: `1e-12`.
  private static func number(at text: Substring) -> Substring {
    var end = text.startIndex
    func digits(from start: Substring.Index) -> Substring.Index {
      text[start...].firstIndex { !$0.isNumber } ?? text.endIndex
    }
    end = digits(from: end)
    if end < text.endIndex, text[end] == "." {
      let fraction = text.index(after: end)
      if digits(from: fraction) > fraction { end = digits(from: fraction) }
    }
    if end < text.endIndex, text[end] == "e" {
      var exponent = text.index(after: end)
      if exponent < text.endIndex, text[exponent] == "-" { exponent = text.index(after: exponent) }
      if digits(from: exponent) > exponent { end = digits(from: exponent) }
    }
    return text[..<end]
  }
}

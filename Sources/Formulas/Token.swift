/// A word of a formula.
struct Token {
  enum Kind: Equatable {
    case number(Double)
    case name(String)
    case symbol(Symbol)
    /// A raised whole number, as in `x²`.
    case superscript(Double)
    case end
  }

  let kind: Kind
  /// Where it begins in its text, counted in scalars.
  let place: Int
  /// As it was typed.
  let text: String

  /// How an error calls it.
  var name: String {
    switch kind {
    case .end: "the end"
    default: "\"\(shortText)\""
    }
  }

  /// The text, cut if it is long.
  var shortText: String { text.count <= 24 ? text : text.prefix(23) + "…" }
}

/// The signs of the language.
enum Symbol: String {
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case power = "^"
  case open = "("
  case close = ")"
  case comma = ","
  case semicolon = ";"
  case assign = "="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case equal = "=="
  case different = "!="
}

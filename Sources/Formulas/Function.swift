/// A function that formulas may call.
struct Function: Sendable {
  let name: String
  let operation: Operation
  /// How many arguments it takes, or must have at least.
  let count: Int
  /// Whether it takes more arguments too, by working through them from the left.
  let takesMore: Bool

  /// How many arguments it takes, in words.
  var need: String {
    "\(takesMore ? "at least " : "")\(count) argument\(count == 1 ? "" : "s")"
  }

  /// Every function by name.
  static let table: [String: Function] = {
    let all: [(String, Operation)] = [
      ("sin", .sin), ("cos", .cos), ("tan", .tan), ("asin", .asin), ("acos", .acos), ("atan", .atan), ("sinh", .sinh),
      ("cosh", .cosh), ("tanh", .tanh), ("exp", .exp), ("log", .log), ("ln", .log), ("log10", .log10), ("log2", .log2),
      ("sqrt", .sqrt), ("cbrt", .cbrt), ("abs", .abs), ("sign", .sign), ("floor", .floor), ("ceil", .ceil),
      ("relu", .relu), ("sigmoid", .sigmoid), ("atan2", .atan2), ("min", .minimum), ("max", .maximum),
      ("hypot", .hypot), ("if", .choose),
    ]
    return Dictionary(
      uniqueKeysWithValues: all.map { name, operation in
        let takesMore = operation == .minimum || operation == .maximum
        return (name, Function(name: name, operation: operation, count: operation.arity, takesMore: takesMore))
      })
  }()

  /// The one that adds up terms: its first argument is a name that has a meaning in the last one only.
  static let series = "sum"

  /// How the one that adds up terms is written.
  static let usage = "sum(k, 1, 5, k*x)"

  /// The names in alphabetical order.
  static let names = (table.keys + [series]).sorted()

  /// What to write instead of names that other languages know.
  static let advice = [
    "pow": "write a^b", "arcsin": "write asin", "arccos": "write acos", "arctan": "write atan", "square": "write a^2",
    "ceiling": "write ceil", "mod": "write a - b*floor(a/b)", "step": "write if(a < 0, 0, 1)",
  ]
}

/// Numbers with a name of their own.
enum Constant {
  static let table = ["pi": Double.pi, "e": 0x1.5bf0a8b145769p1]
}

internal import Calculus

/// The names a formula may use, with their meaning.
struct Scope<Value> {
  enum Meaning {
    case variable(Int)
    case parameter(Double)
    case constant(Double)
    case definition(Value)
  }

  private var meanings: [String: Meaning] = Constant.table.mapValues { .constant($0) }
  /// Names of variables, parameters and definitions as they came.
  private(set) var own: [String] = []

  func meaning(of name: String) -> Meaning? { meanings[name] }

  /// The nearest known name, functions included.
  func suggestion(for name: String) -> String? {
    nearest(to: name, in: own + Constant.table.keys.sorted() + Function.names)
  }

  /// Adds a name, or says why it cannot be had.
  mutating func add(_ name: String, as meaning: Meaning) -> String? {
    if !name.isName { return "\"\(name)\" is not a name: use a letter, then letters, digits and underscores" }
    if name == "let" { return "\"let\" is a word of the language; choose another name" }
    if Constant.table[name] != nil || name == "π" {
      return "\"\(name)\" is the constant \(name == "e" ? "2.71828…" : "3.14159…"); choose another name"
    }
    if Function.names.contains(name) { return "\"\(name)\" is a function; choose another name" }
    if meanings[name] != nil { return "\"\(name)\" has a meaning already; choose another name" }
    meanings[name] = meaning
    own.append(name)
    return nil
  }

  /// Takes away the name that was added last.
  mutating func removeLast() {
    if let name = own.popLast() { meanings[name] = nil }
  }

  /// How to write a run of known names as a product: `x*y` for `xy`.
  func product(spelling name: String) -> String? {
    var factors: [String] = []
    var rest = name[...]
    while !rest.isEmpty {
      guard let factor = own.filter({ rest.hasPrefix($0) }).max(by: { $0.count < $1.count }) else { return nil }
      factors.append(factor)
      rest = rest.dropFirst(factor.count)
    }
    return factors.count <= 6 ? factors.joined(separator: "*") : nil
  }
}

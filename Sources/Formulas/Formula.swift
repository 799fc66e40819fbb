/// A formula as it was typed, with the graph that computes it.
///
///     let formula = try Formula("(a - x)^2 + b*(y - x^2)^2", parameters: [("a", 1), ("b", 100)])
///     formula.typeset   // (1 − x)^{2} + 100 (y − x^{2})^{2}
///
/// The language: numbers (`2`, `.5`, `1e-3`), variables, parameters, `pi`, `e`; `+ - * / ^` where `^` binds tighter than
/// a sign and to the right; comparisons and `if(condition, a, b)`; functions (`Formula.functions`); sums over an index,
/// which is a number in each term: `sum(k, 1, 5, k*cos(k*x))`; and definitions before the formula:
/// `let r = hypot(x, y); r^2`. Parameters are numbers when the graph is built, so that what depends on them alone is
/// computed once.
public struct Formula: Sendable {
  /// The longest formula that is read, in characters.
  public static let longest = 100_000

  /// The names of all functions, in alphabetical order.
  public static var functions: [String] { Function.names }

  /// The formula as it was typed.
  public let text: String
  /// The names of the coordinates, in order.
  public let variables: [String]
  /// The parameters and their values, in order.
  public let parameters: [(name: String, value: Double)]
  /// Names for parts of the formula, in order; a later one may use the earlier ones.
  public let definitions: [(name: String, text: String)]
  /// The computation.
  public let graph: Graph
  /// The node of the graph that is the value of the formula.
  public let root: Graph.Index
  /// The formula in print, with `^{...}` for what is raised.
  ///
  /// Parameters stand as numbers; minus signs and spaces are those of a book. Of a text above 2000 characters, which
  /// fits on no figure, it is the text itself.
  public let typeset: String

  /// Reads a formula.
  ///
  /// Throws where a text cannot be read, a name has no meaning or two, or a parameter is not finite.
  public init(
    _ text: String, variables: [String] = ["x", "y"], parameters: [(name: String, value: Double)] = [],
    definitions: [(name: String, text: String)] = []
  ) throws(FormulaError) {
    let request = Request(text: text, variables: variables, parameters: parameters, definitions: definitions)
    let (reading, root) = try request.read(into: GraphReading())
    self.text = text
    self.variables = variables
    self.parameters = parameters
    self.definitions = definitions
    graph = reading.graph
    self.root = root
    if request.length <= 2000 {
      let (markup, formula) = try request.read(into: MarkupReading())
      typeset = markup.sentence(for: formula)
    } else {
      typeset = text
    }
  }

  /// The number that a formula without variables stands for, such as the `a^2` in a position.
  ///
  /// Throws what `init` throws, and if the result is not finite.
  public static func constant(
    _ text: String, parameters: [(name: String, value: Double)] = []
  ) throws(FormulaError) -> Double {
    let request = Request(text: text, variables: [], parameters: parameters, definitions: [])
    let (reading, root) = try request.read(into: GraphReading())
    guard let value = reading.graph.constant(at: root), value.isFinite else {
      throw SourceText(name: "formula", text: text).error(at: 0, "this is not a finite number")
    }
    return value
  }
}

/// Everything a formula is read from.
private struct Request {
  let text: String
  let variables: [String]
  let parameters: [(name: String, value: Double)]
  let definitions: [(name: String, text: String)]

  /// How many characters there are to read.
  var length: Int { definitions.reduce(text.unicodeScalars.count) { $0 + $1.text.unicodeScalars.count } }

  func read<Reader: Reading>(into reader: Reader) throws(FormulaError) -> (Reader, Reader.Value) {
    let formula = SourceText(name: "formula", text: text)
    guard length <= Formula.longest else {
      throw formula.error(at: 0, "\(length) characters are too long; at most \(Formula.longest) are read")
    }
    var parser = Parser(reader: reader)
    for (coordinate, name) in variables.enumerated() {
      try add(name, as: .variable(coordinate), kind: "variable", to: &parser)
    }
    for (name, value) in parameters {
      guard value.isFinite else {
        throw SourceText(name: "parameter \(name)", text: "\(value)").error(at: 0, "a parameter is a finite number")
      }
      try add(name, as: .parameter(value), kind: "parameter", to: &parser)
    }
    for (name, text) in definitions {
      let value = try parser.expression(SourceText(name: "let \(name)", text: text))
      let meaning = parser.reader.definition(value, name: name)
      try add(name, as: .definition(meaning), kind: "let", to: &parser)
    }
    let root = try parser.formula(formula)
    return (parser.reader, root)
  }

  private func add<Reader: Reading>(
    _ name: String, as meaning: Scope<Reader.Value>.Meaning, kind: String, to parser: inout Parser<Reader>
  ) throws(FormulaError) {
    guard let problem = parser.scope.add(name, as: meaning) else { return }
    throw SourceText(name: kind, text: name).error(at: 0, problem)
  }
}

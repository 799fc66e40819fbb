internal import Calculus

/// What a card says of data: the rows, the loss of one, and how they are drawn.
struct CardData: Sendable {
  /// The rows, with the columns that the loss speaks of.
  let table: DataTable
  /// Rows that are not trained on, if there are any.
  let validation: DataTable?
  /// In which order rows are drawn.
  let order: RowOrder
  /// The columns that standardizing changes.
  let standardized: [String]

  /// Keys of a card that speak of data.
  static let keys = ["data", "loss", "validation", "order", "standardize"]

  /// Reads the data of a card; nothing if it has none.
  ///
  /// - Parameters:
  ///   - names: what the loss may speak of besides columns: variables, parameters, definitions.
  ///   - definitions: the texts of definitions, which may speak of columns too.
  init?(
    _ fields: [String: Field], place: DataPlace, names: [String], definitions: [String]
  ) throws(CardError) {
    guard let source = fields["data"] else {
      for key in Self.keys {
        if let field = fields[key] { throw field.error("\(key) goes with data, and the card names none") }
      }
      return nil
    }
    guard let loss = fields["loss"] else {
      throw source.error("data needs a loss: the loss of one row, as in loss: (x*u + y - v)^2")
    }
    let words = Self.words(of: ([try loss.text()] + definitions).joined(separator: " "))
    func read(_ field: Field) throws(CardError) -> DataTable {
      if field.isMapping { return try Self.columns(field) }
      let file = try DataFile(try field.text("the name of a CSV file, or columns"), in: place, asked: field.place)
      return try file.table { (columns) throws(CardError) in
        if let clash = columns.first(where: { words.contains($0) && names.contains($0) }) {
          throw field.error("\"\(clash)\" is a column of \(file.name) and a name of the card; rename one of them")
        }
        return columns.filter(words.contains)
      }
    }
    let table = try read(source)
    guard !table.names.isEmpty else {
      throw loss.error("the loss speaks of no column of the data, so that every row would have the same")
    }
    self.table = table
    if let field = fields["validation"] {
      let other = try read(field)
      if let missing = table.names.first(where: { !other.names.contains($0) }) {
        throw field.error("the validation data have no column \"\(missing)\", which the loss speaks of")
      }
      validation = other.selecting(table.names)
    } else {
      validation = nil
    }
    order = try fields["order"].map { (field) throws(CardError) in try field.choice(RowOrder.self) } ?? .shuffled
    standardized = try Self.chosen(fields["standardize"], of: table.names)
  }

  private static func chosen(_ field: Field?, of names: [String]) throws(CardError) -> [String] {
    guard let field else { return names }
    var chosen: [String] = []
    for entry in try field.list("a list of columns") {
      let name = try entry.text("a column")
      guard names.contains(name) else {
        throw entry.error("there is no column \"\(name)\"; there are \(names.joined(separator: ", "))")
      }
      chosen.append(name)
    }
    return chosen
  }

  /// Columns written on the card: `{u: [0, 1], v: [1.1, 2.9]}`.
  private static func columns(_ field: Field) throws(CardError) -> DataTable {
    var names: [String] = []
    var columns: [[Double]] = []
    for (key, value) in try field.entries("a mapping of names to lists of numbers") {
      var numbers: [Double] = []
      for entry in try value.list("a list of numbers") { numbers.append(try entry.expression("a number").number()) }
      guard !numbers.isEmpty else { throw value.error("column \(value.name) is empty; give at least one number") }
      if let first = columns.first, first.count != numbers.count {
        throw value.error("column \(value.name) has \(numbers.count) numbers and \(names[0]) has \(first.count)")
      }
      names.append(try key.text())
      columns.append(numbers)
    }
    guard !names.isEmpty else { throw field.error("data has no columns") }
    return DataTable(names: names, columns: columns)
  }

  /// The words of a formula, each once.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for word in text.split(whereSeparator: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }) {
      let word = String(word)
      if word.first?.isLetter == true, !words.contains(word) { words.append(word) }
    }
    return words
  }
}

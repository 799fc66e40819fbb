extension Card {
  /// The keys of a card, those first that every card has.
  static let required = ["title", "kind", "formula", "window", "starts"]
  static let keys =
    required + CardData.keys + [
      "aliases", "variables", "parameters", "let", "domain", "minima", "saddles", "maxima", "wrap", "levels", "ascend",
      "about", "source", "reference",
    ]

  /// Reads the text of a card.
  ///
  /// - Parameter place: where its data lie, if it names some.
  init(name: String, file: String, text: String, data place: DataPlace) throws(CardError) {
    let card = try Field(whole: text, file: file, of: "card", required: Self.required)
    let fields = try card.fields(Self.keys)
    func need(_ key: String) throws(CardError) -> Field {
      guard let field = fields[key] else {
        throw CardError(file: file, line: 0, column: 0, message: "the card has no \(key); every card needs one")
      }
      return field
    }
    let variables = try Self.names(fields["variables"]) ?? ["x", "y"]
    variablesPlace = fields["variables"]?.place
    let shape = Shape(variables: variables)
    self.name = name
    self.file = file
    self.text = text
    self.variables = variables
    title = try need("title").text()
    kind = try need("kind").choice(Surface.Kind.self)
    if let data = fields["data"], let formula = fields["formula"] {
      throw formula.error("a surface comes from a formula or from data (line \(data.place.line)), not from both")
    }
    formula = try need(fields["data"] == nil ? "formula" : "loss").expression("a formula")
    window = try shape.box(try need("window"))
    starts = try shape.points(try need("starts"))
    aliases = try Self.names(fields["aliases"]) ?? []
    parameters = try Self.expressions(fields["parameters"], "a mapping of names to numbers")
    definitions = try Self.expressions(fields["let"], "a mapping of names to formulas")
    data = try CardData(
      fields, place: place, names: variables + parameters.map(\.name) + definitions.map(\.name),
      definitions: definitions.map(\.value.text))
    domain = try fields["domain"].map { (field) throws(CardError) in try shape.box(field) }
    minima = try shape.claims(fields["minima"])
    saddles = try shape.claims(fields["saddles"])
    maxima = try shape.claims(fields["maxima"])
    reference = try shape.claims(fields["reference"], withDerivatives: true)
    wrap = try fields["wrap"]?.expression("wrappers, as in rotate:degrees=30+shift:x=1")
    levels = try fields["levels"].map { (field) throws(CardError) in try field.choice(Surface.Levels.self) }
    ascend = try shape.coordinates(fields["ascend"])
    try Self.check(kind, maximising: ascend, fields)
    about = try fields["about"]?.text() ?? ""
    source = try fields["source"]?.text() ?? ""
  }

  /// A game has a player who maximises, and nothing else has.
  private static func check(_ kind: Surface.Kind, maximising: [Int], _ fields: [String: Field]) throws(CardError) {
    if kind == .game, maximising.isEmpty, let field = fields["ascend"] ?? fields["kind"] {
      throw field.error("in a game somebody maximises; name the coordinates, as in ascend: [y]")
    }
    if kind != .game, let field = fields["ascend"] {
      throw field.error("only in a game somebody maximises; write kind: game, or leave ascend out")
    }
  }

  private static func names(_ field: Field?) throws(CardError) -> [String]? {
    guard let field else { return nil }
    var names: [String] = []
    for entry in try field.list("a list of names") {
      let name = try entry.text("a name")
      if names.contains(name) { throw entry.error("\"\(name)\" stands twice in \(field.name)") }
      names.append(name)
    }
    if names.isEmpty { throw field.error("\(field.name) is empty; leave the key out or name at least one") }
    return names
  }

  private static func expressions(
    _ field: Field?, _ expected: String
  ) throws(CardError) -> [Named] {
    guard let field else { return [] }
    var expressions: [Named] = []
    for (key, value) in try field.entries(expected) {
      expressions.append(Named(name: try key.text(), place: key.place, value: try value.expression()))
    }
    return expressions
  }
}

/// Reads what has one entry for each variable.
struct Shape {
  let variables: [String]

  private var list: String { variables.joined(separator: ", ") }

  /// An interval for each variable.
  func box(_ field: Field) throws(CardError) -> [Interval] {
    let fields = try field.fields(variables)
    var box: [Interval] = []
    for variable in variables {
      guard let entry = fields[variable] else { throw field.error("\(field.name) says nothing of \(variable)") }
      let interval = Field(file: field.file, name: "\(field.name) of \(variable)", node: entry.node)
      let expected = "a list of two numbers, the lower first"
      let ends = try interval.list(expected)
      guard ends.count == 2 else { throw interval.error("\(interval.name) must be \(expected), but has \(ends.count)") }
      box.append(Interval(lower: try ends[0].expression(), upper: try ends[1].expression(), name: interval.name))
    }
    return box
  }

  func point(_ field: Field, _ what: String = "coordinate") throws(CardError) -> [Expression] {
    let entries = try field.list("a list with one number for each of \(list)")
    guard entries.count == variables.count else {
      let plural = entries.count == 1 ? what : what + "s"
      throw field.error("\(field.name) has \(entries.count) \(plural); \(variables.count) are needed: \(list)")
    }
    var point: [Expression] = []
    for entry in entries { point.append(try entry.expression()) }
    return point
  }

  func points(_ field: Field) throws(CardError) -> [[Expression]] {
    var points: [[Expression]] = []
    for entry in try field.list("a list of points, as in [[1, 2]]") { points.append(try point(entry)) }
    if points.isEmpty { throw field.error("\(field.name) is empty; give at least one point") }
    return points
  }

  /// Points with the value that is claimed there.
  func claims(_ field: Field?, withDerivatives: Bool = false) throws(CardError) -> [Card.Point] {
    guard let field else { return [] }
    var claims: [Card.Point] = []
    for entry in try field.list("a list of entries such as {at: [0, 0], value: 0}") {
      let fields = try entry.fields(["at", "value"] + (withDerivatives ? ["gradient", "hessian"] : []))
      guard let at = fields["at"] else { throw entry.error("\(entry.name) has no \"at\": the point") }
      guard let value = fields["value"] else { throw entry.error("\(entry.name) has no \"value\": the value there") }
      var claim = Card.Point(at: try point(at), value: try value.expression())
      claim.gradient = try fields["gradient"].map { (field) throws(CardError) in try point(field) }
      claim.hessian = try fields["hessian"].map { (field) throws(CardError) in try matrix(field) }
      claims.append(claim)
    }
    return claims
  }

  private func matrix(_ field: Field) throws(CardError) -> [[Expression]] {
    let rows = try field.list("a list of rows")
    guard rows.count == variables.count else {
      throw field.error("\(field.name) has \(rows.count) rows; \(variables.count) are needed: \(list)")
    }
    var matrix: [[Expression]] = []
    for row in rows { matrix.append(try point(row, "column")) }
    return matrix
  }

  /// The places of the variables that are named.
  func coordinates(_ field: Field?) throws(CardError) -> [Int] {
    guard let field else { return [] }
    var coordinates: [Int] = []
    for entry in try field.list("a list of variables") {
      let name = try entry.text("a variable")
      guard let coordinate = variables.firstIndex(of: name) else {
        throw entry.error("\(field.name) names \"\(name)\", which is not one of the variables \(list)")
      }
      if coordinates.contains(coordinate) { throw entry.error("\"\(name)\" stands twice in \(field.name)") }
      coordinates.append(coordinate)
    }
    return coordinates
  }
}

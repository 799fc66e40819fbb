internal import Calculus

extension Demo {
  /// A surface of a demo while it is read, and what runs call it.
  struct Ground {
    /// Empty where there is only one.
    let name: String
    /// The surface with parameters, window and start set.
    let surface: Surface
  }

  /// What the file may say of a surface, besides its name.
  private static let groundKeys = ["parameters", "window", "start"]

  /// The surfaces of a demo: one by its name, or several under names of their own.
  static func grounds(
    _ field: Field, _ fields: [String: Field], from catalogue: Catalogue
  ) throws(CardError) -> [Ground] {
    guard field.isMapping else {
      return [Ground(name: "", surface: try surface(field, fields, from: catalogue))]
    }
    if let stray = groundKeys.compactMap({ fields[$0] }).first {
      throw stray.error("each of several surfaces has its own \(stray.name); write it there")
    }
    var grounds: [Ground] = []
    for (key, value) in try field.entries("a name, or a mapping of names to surfaces") {
      let name = try key.identifier()
      let entry = Field(file: value.file, name: "surface \(name)", node: value.node)
      let fields = entry.isMapping ? try entry.fields(["of", "standardize"] + groundKeys) : [:]
      guard let of = entry.isMapping ? fields["of"] : entry else {
        throw entry.error("\(entry.name) does not say what it is, as in {of: linear-regression, standardize: true}")
      }
      let surface = try surface(of, fields, from: catalogue)
      guard surface.dimension == 2 else {
        throw of.error("\(surface.name) has one coordinate; runs on several surfaces are shown on maps, which need two")
      }
      if let first = grounds.first?.surface, first.variables != surface.variables {
        throw of.error(
          "\(surface.name) has the variables \(surface.variables.joined(separator: ", ")), \(first.name) has \(first.variables.joined(separator: ", ")); measures need the same on all"
        )
      }
      grounds.append(Ground(name: name, surface: surface))
    }
    if grounds.isEmpty { throw field.error("surface is empty; a demo needs at least one") }
    return grounds
  }

  private static func surface(
    _ field: Field, _ fields: [String: Field], from catalogue: Catalogue
  ) throws(CardError) -> Surface {
    let chain = Specification.chain(try field.text("the name of a surface"))
    var surface = try field.refusing { try catalogue.surface(named: chain[0]) }
    guard surface.dimension <= 2 else {
      throw field.error(
        "\(surface.name) has \(surface.dimension) coordinates, and the figure of a demo shows one or two")
    }
    if let parameters = fields["parameters"] {
      var values: [(name: String, value: Double)] = []
      for (key, value) in try parameters.entries("a mapping of names to numbers") {
        values.append((try key.text(), try value.expression().number()))
      }
      surface = try parameters.refusing { try surface.with(parameters: values) }
    }
    if let standardize = fields["standardize"], try standardize.isYes() {
      surface = try standardize.refusing { try surface.standardized() }
    }
    if chain.count > 1 {
      let wrappers = chain.dropFirst().joined(separator: "+")
      surface = try field.refusing { try surface.wrapped(by: wrappers) }
    }
    if let window = fields["window"] {
      surface = try window.refusing { try surface.with(window: try window.box(on: surface)) }
    }
    let start = try fields["start"].map { (field) throws(CardError) in try field.point(on: surface) }
    return try field.refusing { try surface.with(starts: [start ?? surface.starts[0]]) }
  }
}

extension Field {
  /// Yes or no.
  fileprivate func isYes() throws(CardError) -> Bool {
    let word = try text("true or false")
    guard word == "true" || word == "false" else { throw error("\(name) must be true or false, but is \"\(word)\"") }
    return word == "true"
  }
}

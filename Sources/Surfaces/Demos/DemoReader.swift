internal import Calculus
internal import Formulas

extension Demo {
  /// The keys of a demo, those first that every demo has.
  static let required = ["title", "look", "surface", "steps", "runs", "measures", "claims", "lesson", "source"]
  static let keys =
    required + ["parameters", "window", "start", "noise", "seed", "figure", "range_test", "map", "basins"]

  /// The most steps and seeds a demo may ask for.
  private static let mostSteps = 1_000_000
  private static let mostSeeds = 10_000

  /// Reads the text of a demo on the surfaces of a catalogue.
  ///
  /// - `name` is what people type for it; `file` is what errors say.
  public init(_ text: String, name: String, file: String, surfaces: Catalogue = Catalogue()) throws(CardError) {
    let fields = try Field(whole: text, file: file, of: "demo", required: Self.required).fields(Self.keys)
    func need(_ key: String) throws(CardError) -> Field {
      guard let field = fields[key] else {
        throw CardError(file: file, line: 0, column: 0, message: "the demo has no \(key); every demo needs one")
      }
      return field
    }
    self.name = name
    self.text = text
    title = try need("title").text()
    look = try need("look").text()
    source = try need("source").text()
    let steps = try need("steps").whole(in: 1...Self.mostSteps)
    self.steps = steps
    seed = UInt64(try fields["seed"]?.whole(in: 0...Int.max) ?? 0)
    let grounds = try Self.grounds(try need("surface"), fields, from: surfaces)
    self.surfaces = grounds.map(\.surface)
    let stage = Stage(grounds: grounds, steps: steps, noise: try fields["noise"]?.size() ?? 0)
    rangeTest = try fields["range_test"].map { (field) throws(CardError) in try Self.rangeTest(field) }
    map = try fields["map"].map { (field) throws(CardError) in try Self.map(field) }
    basins = try fields["basins"].map { (field) throws(CardError) in try Basins(field) }
    let others = ["range_test", "map", "basins"].compactMap { fields[$0] }
    if others.count > 1 { throw others[1].error("a demo shows a range_test, a map or basins, and one of them alone") }
    let showsOther = !others.isEmpty
    if let field = fields["runs"] ?? fields["measures"] ?? fields["figure"], let other = others.first {
      throw field.error("a demo with \(other.name) shows that alone, and has no \(field.name)")
    }
    let runs = try showsOther ? [] : stage.runs(try need("runs"), mostSeeds: Self.mostSeeds)
    let measures = try showsOther ? [] : stage.measures(try need("measures"))
    let names = Self.names(
      runs: runs.map(\.name), measures: measures.map(\.name), further: Self.further(rangeTest, map, basins))
    if let twice = names.enumerated().first(where: { names[..<$0.offset].contains($0.element) }) {
      throw try need("measures").error("\"\(twice.element)\" would have two meanings; choose other names")
    }
    self.runs = runs
    self.measures = measures
    claims = try Self.claims(try need("claims"), of: names)
    lesson = try need("lesson").wording(of: names)
    noise = stage.noise
    figure = try stage.figure(fields["figure"], runs: runs.map(\.name), measures: measures.map(\.name))
    let shown = figure.runs.map { runs[$0] }
    let isOneMap = shown.allSatisfy { $0.surface == shown[0].surface }
    if let field = fields["figure"] ?? fields["runs"], isOneMap, shown.contains(where: { $0.start != shown[0].start }) {
      throw field.error("the figure shows runs from one start; name those of one start, as in figure: {runs: [a, b]}")
    }
  }

  private static func rangeTest(_ field: Field) throws(CardError) -> RangeTest {
    let fields = try field.fields(["optimizer", "from", "to", "points"])
    guard let optimizer = fields["optimizer"], let from = fields["from"], let to = fields["to"] else {
      throw field.error("range_test needs an optimizer and both ends: {optimizer: sgd, from: 1e-5, to: 10}")
    }
    return RangeTest(
      optimizer: try optimizer.text(), from: try from.size(), to: try to.size(),
      points: try fields["points"]?.whole(in: 20...10_000) ?? 100, place: optimizer.place)
  }

  /// A map of at most a quarter of a million cells, so that checking it takes no longer than a lesson may.
  private static func map(_ field: Field) throws(CardError) -> Map {
    let fields = try field.fields(["optimizer", "x", "y", "cells", "row"])
    guard let optimizer = fields["optimizer"], let x = fields["x"], let y = fields["y"], let row = fields["row"] else {
      throw field.error(
        "map needs an optimizer, two axes and a row: {optimizer: momentum, x: \"lr=0..4:linear\", y: momentum, row: 0.9}"
      )
    }
    var cells: [Int] = []
    for entry in try fields["cells"]?.list("two whole numbers, as in [80, 40]") ?? [] {
      cells.append(try entry.whole(in: 1...500))
    }
    guard cells.isEmpty || cells.count == 2 else {
      throw field.error("cells of the map are two whole numbers, as in [80, 40], not \(cells.count)")
    }
    return Map(
      optimizer: try optimizer.text(), axes: [try x.text(), try y.text()], cells: cells.isEmpty ? [80, 60] : cells,
      row: try row.size(), place: optimizer.place)
  }

  private static func claims(_ field: Field, of names: [String]) throws(CardError) -> [Claim] {
    var claims: [Claim] = []
    for entry in try field.list("a list of entries such as {says: ..., holds: a_leaves < b_leaves}") {
      let fields = try entry.fields(["says", "holds"])
      guard let says = fields["says"] else { throw entry.error("\(entry.name) has no \"says\": the claim in words") }
      guard let holds = fields["holds"] else {
        throw entry.error("\(entry.name) has no \"holds\": the claim as a comparison")
      }
      claims.append(Claim(says: try says.wording(of: names), holds: Quantity(try holds.condition(of: names))))
    }
    if claims.isEmpty { throw field.error("claims is empty; a demo claims at least one thing") }
    return claims
  }
}

/// What the runs of a demo have in common, by which its parts are read.
private struct Stage {
  let grounds: [Demo.Ground]
  let steps: Int
  let noise: Double

  private var hasSeveral: Bool { grounds.count > 1 }

  func runs(_ field: Field, mostSeeds: Int) throws(CardError) -> [Demo.Run] {
    var runs: [Demo.Run] = []
    for (key, value) in try field.entries("a mapping of names to optimizers, as in {slow: \"sgd:lr=0.01\"}") {
      let name = try key.identifier()
      guard value.isMapping else {
        let optimizer = try value.text("an optimizer, as in adam:lr=0.1, or a mapping")
        guard !hasSeveral else { throw nowhere(value, name) }
        runs.append(
          .init(
            name: name, optimizer: optimizer, schedule: nil, batch: nil, label: nil, surface: 0,
            start: grounds[0].surface.starts[0], noise: noise, seeds: 1, place: value.place))
        continue
      }
      let entry = Field(file: value.file, name: "run \(name)", node: value.node)
      let keys = ["optimizer", "schedule", "batch", "label", "start", "noise", "seeds"]
      let fields = try entry.fields(keys + (hasSeveral ? ["on"] : []))
      guard let optimizer = fields["optimizer"] else { throw entry.error("\(entry.name) has no optimizer") }
      if hasSeveral, fields["on"] == nil { throw nowhere(entry, name) }
      let place = try fields["on"]?.place(in: grounds.map(\.name), "surface") ?? 0
      let surface = grounds[place].surface
      runs.append(
        .init(
          name: name, optimizer: try optimizer.text(), schedule: try fields["schedule"]?.text(),
          batch: try fields["batch"].map { (field) throws(CardError) in try field.batch(on: surface) },
          label: try fields["label"]?.text(), surface: place,
          start: try fields["start"].map { (field) throws(CardError) in try field.point(on: surface) }
            ?? surface.starts[0],
          noise: try fields["noise"]?.size() ?? noise, seeds: try fields["seeds"]?.whole(in: 1...mostSeeds) ?? 1,
          place: optimizer.place))
    }
    if runs.isEmpty { throw field.error("runs is empty; a demo needs at least one") }
    return runs
  }

  private func nowhere(_ field: Field, _ name: String) -> CardError {
    field.error(
      "run \(name) does not say on which of \(grounds.map(\.name).joined(separator: ", ")) it walks, as in {optimizer: \"sgd:lr=0.1\", on: \(grounds[0].name)}"
    )
  }

  func measures(_ field: Field) throws(CardError) -> [Demo.Measure] {
    var measures: [Demo.Measure] = []
    for (key, value) in try field.entries("a mapping of names to measures, as in {leaves: {first: abs(y) > 1}}") {
      let name = try key.identifier()
      measures.append(try measure(Field(file: value.file, name: "measure \(name)", node: value.node), named: name))
    }
    if measures.isEmpty { throw field.error("measures is empty; a demo measures at least one thing") }
    return measures
  }

  private func measure(_ entry: Field, named name: String) throws(CardError) -> Demo.Measure {
    let kinds = ["first", "from", "value", "flips", "largest", "smallest"]
    let fields = try entry.fields(kinds + ["step", "until"])
    let found = kinds.filter { fields[$0] != nil }
    guard found.count == 1, let word = found.first, let field = fields[word] else {
      let present = found.isEmpty ? "none" : found.joined(separator: " and ")
      throw entry.error("\(entry.name) needs one of \(kinds.joined(separator: ", ")), but has \(present)")
    }
    if let step = fields["step"], word != "value" {
      throw step.error("a step goes with \"value\" only; use \"until\" to end a measure early")
    }
    let surface = grounds[0].surface
    let names = surface.variables + Demo.quantities
    // Parameters of several surfaces may differ.
    let parameters = hasSeveral ? [] : surface.parameters
    let kind: Demo.Measure.Kind =
      switch word {
      case "first": .first
      case "from": .from
      case "flips": .flips
      case "largest": .largest
      case "smallest": .smallest
      default: .value(step: try fields["step"]?.whole(in: 0...steps))
      }
    let formula =
      kind.isStep
      ? try field.condition(of: names, parameters: parameters) : try field.formula(of: names, parameters: parameters)
    return Demo.Measure(
      name: name, kind: kind, quantity: Quantity(formula), until: try fields["until"]?.whole(in: 0...steps))
  }

  func figure(_ field: Field?, runs: [String], measures: [String]) throws(CardError) -> Demo.Figure {
    let fields = try field?.fields(["runs", "steps", "window", "measure"]) ?? [:]
    var shown = Array(runs.indices)
    if let list = fields["runs"] {
      shown = []
      for entry in try list.list("a list of runs") { shown.append(try entry.place(in: runs, "run")) }
      if shown.isEmpty { throw list.error("\(list.name) is empty; leave the key out or name at least one run") }
    }
    return Demo.Figure(
      runs: shown, steps: try fields["steps"]?.whole(in: 1...steps) ?? steps,
      window: try fields["window"].map { (field) throws(CardError) in
        guard !hasSeveral else { throw field.error("each of several surfaces has a window of its own; write it there") }
        return try field.box(on: grounds[0].surface)
      },
      measure: try fields["measure"].map { (field) throws(CardError) in try field.place(in: measures, "measure") })
  }
}

extension Field {
  /// A number of rows, at most those there are.
  fileprivate func batch(on surface: Surface) throws(CardError) -> Int {
    guard let data = surface.data else { throw error("\(surface.name) is not made from data, so there are no batches") }
    return try whole(in: 1...data.rows)
  }

  /// A point of a surface where it has a value.
  func point(on surface: Surface) throws(CardError) -> [Double] {
    var point: [Double] = []
    for expression in try Shape(variables: surface.variables).point(self) {
      point.append(try expression.number(surface.parameters))
    }
    _ = try refusing { try surface.with(starts: [point]) }
    let value = surface.objective.value(at: point)
    guard value.isFinite else { throw error("the loss at the start \(point) is \(value); choose another") }
    return point
  }

  /// An interval for each variable of a surface.
  func box(on surface: Surface) throws(CardError) -> [ClosedRange<Double>] {
    var box: [ClosedRange<Double>] = []
    for interval in try Shape(variables: surface.variables).box(self) {
      box.append(try interval.range(surface.parameters))
    }
    return box
  }

  /// Asks for something of a surface, and says that it was asked here if it is refused.
  func refusing<Result>(_ request: () throws -> Result) throws(CardError) -> Result {
    do {
      return try request()
    } catch let error as CardError {
      throw error
    } catch {
      throw self.error("\(error)")
    }
  }
}

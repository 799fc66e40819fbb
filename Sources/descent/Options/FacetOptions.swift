import ArgumentParser
import Calculus
import Experiments
import Figures
import Surfaces

/// Whether a comparison is drawn on one map or on several.
struct FacetOptions: ParsableArguments {
  /// What each map is about.
  enum Facet: String, CaseIterable {
    case optimizer, start, surface
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A map for each optimizer, start or surface.",
      discussion: "Chosen by itself for more than twelve optimizers, several starts or several surfaces.",
      valueName: "optimizer|start|surface"))
  var facet: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("A grid of starts over the inner window, such as 3x3.", valueName: "columnsxrows"))
  var starts: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Several surfaces with commas between, in place of the one named first.", valueName: "names"))
  var surfaces: String?

  /// What each map is about, if there are to be several.
  ///
  /// - Parameters:
  ///   - starts: how many starts were given one by one.
  ///   - dimension: how many coordinates the surfaces have; a curve is drawn once.
  func chosen(starts given: Int, optimizers: Int, dimension: Int) throws -> Facet? {
    let facet = try wanted(starts: given, optimizers: optimizers)
    guard dimension == 1, facet != nil else { return facet }
    if facet == .optimizer, self.facet == nil { return nil }
    throw Refusal.asked(
      "maps side by side need two coordinates, and a curve has one; leave out --facet, --starts and further starts")
  }

  /// Whether several maps are drawn because of these options, or of so many starts.
  func isUsed(starts given: Int) -> Bool { facet != nil || starts != nil || surfaces != nil || given > 1 }

  private func wanted(starts given: Int, optimizers: Int) throws -> Facet? {
    let asked = try self.facet.map { name -> Facet in
      guard let facet = Facet(rawValue: name) else {
        throw Refusal.unknown("facet", name, among: Facet.allCases.map(\.rawValue), list: "descent help compare")
      }
      return facet
    }
    guard starts == nil || given == 0 else {
      throw Refusal.asked("--start and --starts both say where runs start; keep one of them")
    }
    let hasSeveral = starts != nil || given > 1
    guard surfaces == nil || (starts == nil && given == 0) else {
      throw Refusal.asked(
        "on several surfaces each run begins at the start of its card; leave out \(starts == nil ? "--start" : "--starts")"
      )
    }
    switch asked {
    case .surface where surfaces == nil:
      throw Refusal.asked("--facet surface needs several surfaces, as in --surfaces rosenbrock,beale,booth")
    case .optimizer where surfaces != nil, .start where surfaces != nil:
      throw Refusal.asked(
        "--facet \(facet ?? "") draws one surface; name it first and leave out --surfaces, or use --facet surface")
    case .optimizer where hasSeveral:
      throw Refusal.asked("--facet optimizer draws runs from one start; keep one, or use --facet start")
    case .some(let facet): return facet
    case nil:
      if surfaces != nil { return .surface }
      if hasSeveral { return .start }
      return optimizers > FacetFigure.mostOnOneMap ? .optimizer : nil
    }
  }

  /// The starts to compare, and how many of them stand side by side if they form a grid.
  func places(on surface: Surface, given: Int) throws -> (starts: [[Double]], columns: Int?) {
    guard let starts else {
      guard surface.starts.count > 1 else {
        throw Refusal.asked(
          "--facet start needs several starts; repeat --start X,Y, or give a grid, as in --starts 3x3")
      }
      try check(count: surface.starts.count, what: "starts")
      return (surface.starts, nil)
    }
    let sides = starts.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let columns = sides[0], let rows = sides[1], columns > 0, rows > 0 else {
      throw Refusal.asked("--starts is COLUMNSxROWS, two whole numbers above 0, as in 3x3, not '\(starts)'")
    }
    let product = columns.multipliedReportingOverflow(by: rows)
    try check(count: product.overflow ? .max : product.partialValue, what: "starts")
    let grid = surface.starts(columns: columns, rows: rows)
    guard grid.count == columns * rows else {
      throw Refusal.asked(
        "the window of \(surface.name) has no room for \(columns) x \(rows) different starts; widen --window")
    }
    return (try reading { try surface.with(starts: grid) }.starts, columns)
  }

  /// The surfaces named by `--surfaces`.
  ///
  /// - Parameter words: the words that stand without an option; all are to be optimizers.
  func namedSurfaces(beside words: [String]) throws -> [Surface] {
    let names = Specification.list(surfaces ?? "").filter { !$0.isEmpty }
    guard !names.isEmpty else { throw Refusal.asked("--surfaces names none; write names with commas between") }
    try check(count: names.count, what: "surfaces")
    let catalogue = try reading { try Catalogue(folder: "Surfaces") }
    if let first = words.first, catalogue.names.contains(first) {
      throw Refusal.asked(
        "--surfaces takes the place of '\(first)'; write --surfaces \(([first] + names).joined(separator: ","))")
    }
    return try names.map { name in
      let surface = try SurfaceOptions.surface(name, from: catalogue)
      guard surface.dimension == 2 else {
        throw Refusal.asked(
          "maps side by side need two coordinates, and '\(surface.name)' has \(surface.dimension); leave it out")
      }
      return surface
    }
  }

  /// Refuses more maps than a figure has room for.
  func check(count: Int, what: String) throws {
    guard count <= ComparisonSetFigure.most else {
      let number = count == .max ? "so many" : "\(count)"
      throw Refusal.asked("a figure shows at most \(ComparisonSetFigure.most) \(what), not \(number)")
    }
  }
}

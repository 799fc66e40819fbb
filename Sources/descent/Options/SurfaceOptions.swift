import ArgumentParser
import Calculus
import Experiments
import Surfaces

/// Which surface is meant, and where to look at it.
struct SurfaceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A surface, then any number of optimizers. With --surface or --formula, optimizers only.",
      discussion: """
        Parameters follow the surface: rosenbrock:b=10. So do wrappers, with a plus: rosenbrock+rotate:degrees=30; \
        'descent list wrappers' shows them. Knobs follow an optimizer: adam:lr=0.05,beta1=0.8.
        """,
      valueName: "surface optimizer"))
  var names: [String] = []

  @Option(
    name: .customLong("surface"), parsing: .unconditional,
    help: ArgumentHelp("The surface on a card.", valueName: "file"))
  var card: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The surface as a formula in x and y, such as '(1-x)^2 + 100*(y-x^2)^2'.", valueName: "text"))
  var formula: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("The variables of the formula (default: x,y). One variable gives a curve: x.", valueName: "x,y"))
  var variables: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Numbers for the names in the formula: a=1,b=100.", valueName: "name=value"))
  var parameters: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is done to the surface: rotate:degrees=30+shift:x=1. For one that has no name.", valueName: "wrappers"))
  var wrap: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is shown of the surface (default: the card's; -2,2 each for a formula).", valueName: "x0,x1,y0,y1"))
  var window: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Where runs start (default: the card's; -1.5,1 for a formula). May be repeated.", valueName: "x,y"))
  var start: [String] = []

  @Flag(help: "Move and stretch the columns of the surface's data to mean 0 and standard deviation 1.")
  var standardize = false

  /// The surface, and the names that stand after it.
  func read() throws -> (surface: Surface, optimizers: [String]) {
    guard card == nil || formula == nil else {
      throw Refusal.asked("--surface and --formula both name a surface; keep one of them")
    }
    guard variables == nil || formula != nil else {
      throw Refusal.asked("--variables names the variables of a formula; give --formula too, or leave it out")
    }
    var rest = names
    var surface = try reading { () throws -> Surface in
      if let formula {
        return try Surface(formula: formula, variables: try variableNames(), parameters: try settings())
      }
      if let card {
        var catalogue = Catalogue()
        let name = try catalogue.add(file: card)
        return try catalogue.surface(named: name).with(parameters: try settings())
      }
      guard !rest.isEmpty else {
        throw Refusal.asked(
          "which surface? Write its name, as in 'descent compare rosenbrock', or --formula; 'descent list' shows all")
      }
      return try Self.surface(
        rest.removeFirst(), from: Catalogue(folder: "Surfaces"), parameters: try settings(), standardize: standardize,
        wrappers: wrap)
    }
    if formula != nil || card != nil {
      surface = try Self.changed(surface, standardize: standardize, wrappers: [wrap].compactMap(\.self))
    }
    if let window { surface = try reading { try surface.with(window: try Numbers.window(window)) } }
    if !start.isEmpty {
      let starts = try start.map { try Numbers.list($0, what: "each coordinate of --start") }
      surface = try reading { try surface.with(starts: starts) }
    }
    return (surface, rest)
  }

  /// The surface of a text: a name with parameters, then wrappers, `rosenbrock:b=10+rotate:degrees=30`.
  ///
  /// - Parameters:
  ///   - parameters: more parameters.
  ///   - standardize: whether the columns of its data are moved and stretched, before anything is wrapped.
  ///   - wrappers: more wrappers.
  static func surface(
    _ text: String, from catalogue: Catalogue, parameters: [(name: String, value: Double)] = [],
    standardize: Bool = false, wrappers: String? = nil
  ) throws -> Surface {
    let chain = Specification.chain(text)
    let specification = try reading { try Specification(chain[0]) }
    let values = try specification.settings.map {
      ($0.name, try Numbers.real($0.value, what: "parameter '\($0.name)'"))
    }
    let surface = try reading { try catalogue.surface(named: specification.name).with(parameters: values + parameters) }
    return try changed(surface, standardize: standardize, wrappers: chain.dropFirst() + [wrappers].compactMap(\.self))
  }

  private static func changed(_ surface: Surface, standardize: Bool, wrappers: [String]) throws -> Surface {
    try reading {
      let surface = standardize ? try surface.standardized() : surface
      return wrappers.isEmpty ? surface : try surface.wrapped(by: wrappers.joined(separator: "+"))
    }
  }

  /// What distinguishes the surface from the one of its card or formula, for the name of a file.
  var variation: String? {
    let name = card == nil && formula == nil ? names.first?.drop { $0 != ":" && $0 != "+" }.dropFirst() : nil
    let parts = [name.map(String.init), wrap].compactMap(\.self).filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.joined(separator: "+")
  }

  private func variableNames() throws -> [String] {
    guard let variables else { return ["x", "y"] }
    let names = variables.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
    guard !names.contains("") else {
      throw Refusal.asked("--variables is a list of names with commas between, as in x or x,y, not '\(variables)'")
    }
    return names
  }

  private func settings() throws -> [(name: String, value: Double)] {
    guard let parameters else { return [] }
    let specification = try reading { try Specification("parameters:\(parameters)") }
    return try specification.settings.map { ($0.name, try Numbers.real($0.value, what: "parameter '\($0.name)'")) }
  }
}

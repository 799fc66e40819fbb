import ArgumentParser
import Experiments
import Surfaces

/// Which surface is meant, and where to look at it.
struct SurfaceOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A surface, then any number of optimizers. With --surface or --formula, optimizers only.",
      discussion: """
        Parameters follow the surface: rosenbrock:b=10. Knobs follow an optimizer: adam:lr=0.05,beta1=0.8.
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
      let specification = try Specification(rest.removeFirst())
      let surface = try Catalogue(folder: "Surfaces").surface(named: specification.name)
      let values = try specification.settings.map {
        ($0.name, try Numbers.real($0.value, what: "parameter '\($0.name)'"))
      }
      return try surface.with(parameters: values + (try settings()))
    }
    if standardize { surface = try reading { try surface.standardized() } }
    if let window { surface = try reading { try surface.with(window: try Numbers.window(window)) } }
    if !start.isEmpty {
      let starts = try start.map { try Numbers.list($0, what: "each coordinate of --start") }
      surface = try reading { try surface.with(starts: starts) }
    }
    return (surface, rest)
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

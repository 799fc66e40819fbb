import ArgumentParser
import Calculus
import Formulas
import Optimizers
import Schedules
import Surfaces

/// `descent show`: everything about one surface, optimizer, schedule or demo.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show everything about a surface, an optimizer, a schedule or a demo.",
    discussion: """
      descent show rosenbrock
      descent show adam
      descent show step
      """)

  @Argument(help: "Its name.")
  var name: String

  func run() throws {
    if let type = OptimizerCatalogue.find(name) { return try StandardStreams.write(Self.text(type)) }
    if let type = ScheduleCatalogue.find(name) { return try StandardStreams.write(Self.text(type)) }
    let catalogue = Catalogue(folderIfReadable: "Surfaces")
    let demos = try? Demos.all()
    let names = catalogue.names + OptimizerCatalogue.names + ScheduleCatalogue.names + (demos?.names ?? [])
    // Where a demo bears the name of its surface, both are shown.
    let demo = try reading { try demos.flatMap { try $0.names.contains(name) ? $0.demo(named: name) : nil } }
    do {
      let surface = Self.text(try catalogue.surface(named: name))
      try StandardStreams.write(surface + (demo.map { "\n" + DemoText.text($0) } ?? ""))
    } catch let error as CardError {
      throw Refusal.failed(error.description)
    } catch is SurfaceError {
      if let demo { return try StandardStreams.write(DemoText.text(demo)) }
      throw Refusal.unknown("surface, optimizer, schedule or demo", name, among: names, list: "descent list")
    }
  }

  private static func text(_ type: any Optimizer.Type) -> String {
    let identity = type.identity
    var text =
      "\(identity.label) (\(identity.name)\(identity.aliases.map { ", \($0)" }.joined()))\n\n\(identity.summary)\n\n"
    if let rate = identity.defaultRate {
      text += "rate: an argument of each step; the library's default is \(Numbers.shortest(rate))\n"
    } else {
      text += "rate: none, it finds its own step lengths\n"
    }
    return text + knobs(type.init().settings)
  }

  private static func text(_ type: any Schedule.Type) -> String {
    let identity = type.identity
    let schedule = type.init()
    let driven =
      if let knob = identity.usualKnob {
        "\(knob), unless another knob is named, as in beta2=\(identity.name)"
      } else if schedule is any LossSchedule {
        "the rate, by the loss of each run; it stands alone, in no chain"
      } else if schedule.movesMomentum {
        "the rate, and momentum where the optimizer has it"
      } else {
        "the rate"
      }
    let kind = ScheduleCatalogue.groups.first { $0.members.contains { $0 == type } }?.name ?? ""
    return
      "\(identity.label) (\(identity.name)\(identity.aliases.map { ", \($0)" }.joined()))\n\n\(identity.summary)\n\n"
      + "kind: \(kind)\ndrives: \(driven)\n" + knobs(schedule.settings)
  }

  private static func knobs(_ settings: [KnobDescription]) -> String {
    guard !settings.isEmpty else { return "knobs: none\n" }
    var table = TextTable([("knob", .left), ("default", .right), ("range", .left), ("meaning", .left)])
    for knob in settings { table.add([knob.name, knob.value, knob.range, knob.meaning]) }
    return "\n" + table.text
  }

  private static func text(_ surface: Surface) -> String {
    var lines: [(String, String)] = [("kind", surface.kind.rawValue), ("formula", surface.formula.text)]
    for definition in surface.formula.definitions { lines.append(("  \(definition.name)", definition.text)) }
    for (name, value) in surface.parameters { lines.append(("  \(name)", Numbers.shortest(value))) }
    for (variable, range) in zip(surface.variables, surface.window) {
      lines.append(
        ("window \(variable)", "\(Numbers.shortest(range.lowerBound)) to \(Numbers.shortest(range.upperBound))"))
    }
    for start in surface.starts { lines.append(("start", place(start))) }
    for (word, points) in [("minimum", surface.minima), ("saddle", surface.saddles), ("maximum", surface.maxima)] {
      for point in points { lines.append((word, "\(Numbers.shortest(point.value)) at \(place(point.at))")) }
    }
    if !surface.source.isEmpty { lines.append(("source", surface.source)) }
    let width = lines.map(\.0.count).max() ?? 0
    let aliases = surface.aliases.map { ", \($0)" }.joined()
    let about = surface.about.isEmpty ? "" : "\(surface.about)\n\n"
    return "\(surface.title) (\(surface.name)\(aliases))\n\n" + about
      + lines.map { $0.0 + String(repeating: " ", count: width - $0.0.count + 2) + $0.1 + "\n" }.joined()
  }

  private static func place(_ point: [Double]) -> String { "(\(point.map(Numbers.shortest).joined(separator: ", ")))" }
}

extension Catalogue {
  /// The cards inside the program with those of a folder on top, or the former alone if the folder cannot be read.
  init(folderIfReadable folder: String) {
    self = (try? Catalogue(folder: folder)) ?? Catalogue()
  }
}

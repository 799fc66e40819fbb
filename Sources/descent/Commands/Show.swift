import ArgumentParser
import Calculus
import Optimizers
import Schedules
import Surfaces

/// `descent show`: everything about one surface, wrapper, optimizer, schedule or demo.
struct Show: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show everything about a surface, a wrapper, an optimizer, a schedule or a demo.",
    discussion: """
      descent show rosenbrock
      descent show rosenbrock+rotate:degrees=30
      descent show rotate
      descent show adam
      descent show step
      """)

  @Argument(help: "Its name.")
  var name: String

  func run() throws {
    let catalogue = Catalogue(folderIfReadable: "Surfaces")
    let demos = try? Demos.all()
    // One name may mean several things: a demo bears the name of its surface, stairs are a schedule and a surface.
    var parts = OptimizerCatalogue.find(name).map { [Self.text($0)] } ?? []
    parts += ScheduleCatalogue.find(name).map { [Self.text($0)] } ?? []
    parts += OptimizerWrapperCatalogue.find(name).map { [Self.text($0)] } ?? []
    parts += WrapperCatalogue.find(name).map { [Self.text($0)] } ?? []
    let isPlain = !name.contains { ":+".contains($0) }
    if !isPlain { parts += Self.members(of: name) }
    do {
      // With parameters or wrappers it is a surface, if it is no optimizer.
      if isPlain {
        parts.append(SurfaceText.text(try catalogue.surface(named: name)))
      } else if parts.isEmpty {
        parts.append(SurfaceText.text(try SurfaceOptions.surface(name, from: catalogue)))
      }
    } catch let error as CardError {
      throw Refusal.failed(error.description)
    } catch is SurfaceError {}
    let demo = try reading { try demos.flatMap { try $0.names.contains(name) ? $0.demo(named: name) : nil } }
    parts += demo.map { [DemoText.text($0)] } ?? []
    guard !parts.isEmpty else {
      let names =
        catalogue.names + WrapperCatalogue.names + OptimizerCatalogue.names + OptimizerWrapperCatalogue.names
        + ScheduleCatalogue.names + (demos?.names ?? [])
      throw Refusal.unknown("surface, wrapper, optimizer, schedule or demo", name, among: names, list: "descent list")
    }
    try StandardStreams.write(parts.joined(separator: "\n"))
  }

  /// The pages of an optimizer with knobs or wrappers, one for each part; none if it is no optimizer.
  private static func members(of name: String) -> [String] {
    let names = Specification.chain(name).map { String($0.prefix { $0 != ":" }) }
    guard let first = names.first, let type = OptimizerCatalogue.find(first) else { return [] }
    return [text(type)] + names.dropFirst().compactMap(OptimizerWrapperCatalogue.find).map { text($0) }
  }

  private static func text(_ type: any Optimizer.Type) -> String {
    let (identity, optimizer) = (type.identity, type.init())
    let rate = identity.defaultRate.map { "an argument of each step; the library's default is \(Numbers.shortest($0))" }
    let asked = optimizer.evaluationsPerStep
    let evaluations =
      switch (asked.lowerBound, asked.upperBound) {
      case (let least, let most) where least == most: "\(least) a step"
      case (let least, .max): "\(least) or more a step"
      case (let least, let most): "\(least) to \(most) a step"
      }
    var facts = [("rate", rate ?? "none, it finds its own step lengths"), ("evaluations", evaluations)]
    let keeps = [
      type.invariances.contains(.rotation) ? "a turn of the surface turns the path" : nil,
      type.invariances.contains(.lossScale) ? "the size of the loss does not matter" : nil,
    ].compactMap(\.self)
    if !keeps.isEmpty { facts.append(("invariance", keeps.joined(separator: "; "))) }
    if let companion = type.companion { facts.append(("companions", companion.name)) }
    return page(
      identity.label, [identity.name] + identity.aliases, of: type, summary: identity.summary, facts,
      knobs: optimizer.settings)
  }

  private static func text(_ type: any OptimizerWrapper.Type) -> String {
    let identity = type.identity
    return page(
      identity.label, [identity.name] + identity.aliases, of: type, summary: identity.summary,
      [("wraps", "an optimizer, as in adam+\(identity.name)")], knobs: type.init().settings)
  }

  private static func text(_ type: any Wrapper.Type) -> String {
    let identity = type.identity
    return page(
      nil, [identity.name] + identity.aliases, of: type, summary: identity.summary,
      [("wraps", "a surface, as in sphere+\(identity.name)")], knobs: type.init().allSettings)
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
    return page(
      identity.label, [identity.name] + identity.aliases, of: type, summary: identity.summary,
      [("kind", kind), ("drives", driven)], knobs: schedule.settings)
  }

  /// What the source says, then facts, then the knobs.
  private static func page(
    _ label: String?, _ names: [String], of type: Any.Type, summary: String, _ facts: [(word: String, text: String)],
    knobs settings: [KnobDescription]
  ) -> String {
    let names = names.joined(separator: ", ")
    let title = label.map { "\($0) (\(names))" } ?? names
    var note = Note(of: type) ?? Note(summary)
    // The title has said the name.
    if let label, note.summary.hasPrefix("\(label): ") {
      let rest = note.summary.dropFirst(label.count + 2)
      note.summary = rest.prefix(1).uppercased() + rest.dropFirst()
    }
    return "\(title)\n\n\(note.head)\n\(knobs(settings))\n\(note.list(after: facts))"
  }

  private static func knobs(_ settings: [KnobDescription]) -> String {
    guard !settings.isEmpty else { return "no knobs\n" }
    var table = TextTable([("knob", .left), ("default", .right), ("range", .left), ("meaning", .left)])
    for knob in settings { table.add([knob.name, knob.value, knob.range, knob.meaning]) }
    return table.text
  }
}

extension Catalogue {
  /// The cards inside the program with those of a folder on top, or the former alone if the folder cannot be read.
  init(folderIfReadable folder: String) {
    self = (try? Catalogue(folder: folder)) ?? Catalogue()
  }
}

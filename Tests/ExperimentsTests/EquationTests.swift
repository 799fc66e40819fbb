import Calculus
import Experiments
import Optimizers
import Surfaces
import Testing

/// The equations above the optimizers are what the optimizers do.
@Suite struct EquationTests {
  /// The equations in the source of an optimizer, by the name of its type.
  private static let equations: [String: [String]] = SourceNotes.equations

  /// Why an optimizer's equations cannot be read; nil if they can.
  private static func problem(_ type: any Optimizer.Type, _ knobs: [(String, String)] = []) throws -> String? {
    var optimizer = type.init()
    for (knob, value) in knobs { try optimizer.set(knob, to: value) }
    let lines = try #require(equations["\(type)"], "no equations above \(type)")
    let equations: Equations
    do {
      equations = try Equations(lines, knobs: type.knobNames)
    } catch {
      return "not an equation: \(error.line)"
    }
    let surface = try card("rosenbrock")
    let batch = Batch(
      objective: surface.objective, optimizer: optimizer, steps: 12,
      lanes: [.init(start: surface.starts[0], rate: type.identity.defaultRate == nil ? .nan : 0.003)])
    let record = batch.record(of: Set(1...12))
    return EquationReading(equations, of: record.accounts) == nil ? "not what it does" : nil
  }

  /// Settings of the knobs: the defaults, and each knob for itself at another setting.
  private static func settings(_ type: any Optimizer.Type) -> [[(String, String)]] {
    type.init().settings.reduce(into: [[]]) { settings, knob in
      switch knob.value {
      case "true": settings.append([(knob.name, "false")])
      case "false": settings.append([(knob.name, "true")])
      default:
        if let number = Double(knob.value) {
          for other in [number * 0.9, number + 1, 0.01, 2] where (try? type.init().setting(knob.name, to: other)) != nil
          {
            settings.append([(knob.name, Self.text(other))])
            break
          }
        } else {
          for word in knob.range.split(separator: ", ").map(String.init) where word != knob.value {
            settings.append([(knob.name, word)])
          }
        }
      }
    }
  }

  @Test func readable() throws {
    for (kind, isKind) in [
      ("rule", { $0.init() is any Rule }), ("vector rule", { $0.init() is any VectorRule }),
      ("method", { $0.init() is any Method }),
    ] as [(String, (any Optimizer.Type) -> Bool)] {
      let members = OptimizerCatalogue.all.filter(isKind)
      var read = 0
      for type in members {
        if let problem = try Self.problem(type) {
          print("\(kind) \(type): \(problem)")
        } else {
          read += 1
          for setting in Self.settings(type) {
            if let problem = try Self.problem(type, setting) { print("  \(type) \(setting): \(problem)") }
          }
        }
      }
      print("\(kind): \(read) of \(members.count)")
    }
  }

  private static func text(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension Optimizer {
  fileprivate func setting(_ knob: String, to number: Double) throws -> Self {
    var optimizer = self
    try optimizer.set(knob, to: Int(exactly: number).map(String.init) ?? "\(number)")
    return optimizer
  }
}

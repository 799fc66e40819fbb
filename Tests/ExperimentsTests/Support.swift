import Calculus
import Experiments
import Optimizers
import Surfaces

/// The optimizer with a name, its knobs set from text as on the command line.
func optimizer(_ name: String, _ knobs: [(String, String)] = []) throws -> any Optimizer {
  struct Unknown: Error { let name: String }
  guard let type = OptimizerCatalogue.find(name) else { throw Unknown(name: name) }
  var optimizer: any Optimizer = type.init()
  for (knob, value) in knobs { try optimizer.set(knob, to: value) }
  return optimizer
}

/// One who takes part, with or without a rate.
func entrant(_ name: String, _ knobs: [(String, String)] = [], rate: Double? = nil) throws -> Entrant {
  Entrant(optimizer: try optimizer(name, knobs), rate: rate, label: name, specification: name)
}

/// A surface of those inside the program.
func card(_ name: String) throws -> Surface { try Catalogue().surface(named: name) }

/// The only run of a comparison of one.
func run(
  _ name: String, _ knobs: [(String, String)] = [], rate: Double, on surface: Surface, from start: [Double]? = nil,
  steps: Int, stop: Stop? = nil
) throws -> Run {
  let terms = Terms(start: start ?? surface.starts[0], steps: steps, stop: stop)
  return Comparison([try entrant(name, knobs, rate: rate)], on: surface, terms: terms).runs[0]
}

/// The names of all optimizers.
let everybody = OptimizerCatalogue.all.map { $0.identity.name }

extension Trajectory {
  /// Everything that was written down, as bits.
  var bits: [[UInt64]] {
    [coordinates, losses, gradientNorms, rates].map { $0.map(\.bitPattern) } + [evaluations.map(UInt64.init)]
  }
}

/// Whether two numbers agree to a share of the second.
func agrees(_ a: Double, _ b: Double, to share: Double) -> Bool { (a - b).magnitude <= share * b.magnitude }

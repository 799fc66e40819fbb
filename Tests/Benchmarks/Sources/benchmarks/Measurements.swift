import Calculus
import Experiments
import Formulas
import Optimizers
import Surfaces

/// Everything that is measured.
enum Measurements {
  /// Rosenbrock's valley with parameters that nobody has at hand, and Ackley's funnel, both read from text.
  static let rosenbrock = "(a - x)^2 + b*(y - x^2)^2"
  static let ackley = "20*(1 - exp(-0.2*sqrt((x^2 + y^2)/2))) + e - exp((cos(2*pi*x) + cos(2*pi*y))/2)"

  static func all() throws -> [Measurement] {
    try batches() + singles() + optimizers() + means() + rest()
  }

  /// An objective from text.
  private static func objective(_ text: String) throws -> any Objective {
    let parameters = text.contains("a -") ? [("a", 1.25), ("b", 77)] : []
    let formula = try Formula(text, parameters: parameters.map { (name: $0.0, value: $0.1) })
    return GraphObjective(graph: formula.graph, root: formula.root, dimension: 2)
  }

  /// Many runs side by side, each from a start of its own.
  private static func batch(
    _ objective: any Objective, _ optimizer: any Optimizer, lanes: Int, steps: Int, rate: Double = 0.01
  ) -> Batch {
    let lanes = (0..<lanes).map { Batch.Lane(start: [-1.5 + 1e-3 * Double($0) / Double(lanes), 2], rate: rate) }
    return Batch(objective: objective, optimizer: optimizer, steps: steps, lanes: lanes)
  }

  /// Million steps of a trajectory a second, 65 536 trajectories of Adam at a time.
  private static func batches() throws -> [Measurement] {
    try [("rosenbrock", rosenbrock), ("ackley", ackley)].flatMap { name, text in
      let batch = batch(try objective(text), Adam(), lanes: 65_536, steps: 100)
      return [1, 2].map { threads in
        Measurement("batch \(name) \(threads) threads", count: 65_536 * 100, in: .million) {
          batch.ends(threads: threads)[0][0]
        }
      }
    }
  }

  /// A gradient of a mean over 1000 rows, and 1000 gradients of the same formula at as many points.
  private static func means() throws -> [Measurement] {
    try [("line", "(x*u + y - v)^2"), ("logistic", "log(1 + exp(-v*(x*u + y)))")].flatMap { name, text in
      let formula = try Formula(text, variables: ["x", "y", "u", "v"])
      let columns = [1, 2].map { salt in (0..<1000).map { Double($0 * salt % 17) / 9 - 1 } }
      let mean = MeanObjective(graph: formula.graph, root: formula.root, dimension: 2, data: DataColumns(columns))
      let fixed = try Formula(text, parameters: [("u", 0.3), ("v", -0.7)])
      let single = GraphObjective(graph: fixed.graph, root: fixed.root, dimension: 2)
      func measurement(_ objective: any Objective, _ what: String, repeats: Int, width: Int) -> Measurement {
        let (evaluator, points) = (objective.evaluator(width: width), Block(rows: 2, width: width))
        for lane in 0..<width * Lanes.count { (points[0, lane], points[1, lane]) = (Double(lane) / 99, 0.5) }
        let gradient = Block(rows: 2, width: width)
        return Measurement(
          "\(what) \(name)", count: repeats * width * Lanes.count * (objective is MeanObjective ? 1000 : 1),
          in: .million
        ) {
          for _ in 0..<repeats { evaluator.gradient(at: points, vectors: width, step: 1, into: gradient) }
          return gradient[0, 0]
        }
      }
      return [
        measurement(mean, "rows of a mean,", repeats: 10, width: 32),
        measurement(single, "evaluations of a formula,", repeats: 10_000, width: 32),
      ]
    }
  }

  /// One trajectory, written down.
  private static func singles() throws -> [Measurement] {
    try [("rosenbrock", rosenbrock), ("ackley", ackley)].flatMap { name, text in
      let batch = batch(try objective(text), Adam(), lanes: 1, steps: 10_000)
      return [
        Measurement("single \(name), a step of 10 000", count: 10_000, in: .nanoseconds) { batch.ends()[0][0] },
        Measurement("recorded \(name), a step of 10 000", count: 10_000, in: .nanoseconds) {
          batch.trajectories()[0].finalLoss
        },
      ]
    }
  }

  /// Each optimizer's step on Rosenbrock, 4096 runs at a time; methods go run by run.
  ///
  /// At a rate so low that no run diverges: those that do are no longer stepped.
  private static func optimizers() throws -> [Measurement] {
    let valley = try objective(rosenbrock)
    return OptimizerCatalogue.all.map { type in
      let optimizer = type.init()
      let steps = optimizer is any Rule || optimizer is any VectorRule ? 500 : 2
      let batch = batch(valley, optimizer, lanes: 4096, steps: steps, rate: 1e-5)
      return Measurement("step \(type.identity.name)", count: 4096 * steps, in: .million) { batch.ends()[0][0] }
    }
  }

  /// What surrounds the steps.
  private static func rest() throws -> [Measurement] {
    let surface = try Catalogue().surface(named: "rosenbrock")
    let ackley = try Catalogue().surface(named: "ackley")
    let entrants = OptimizerCatalogue.usual.compactMap { OptimizerCatalogue.find($0) }.map { type in
      Entrant(optimizer: type.init(), label: type.identity.label, specification: type.identity.name)
    }
    let grids = [("rosenbrock", surface), ("ackley", ackley)].map { name, surface in
      Measurement("grid \(name), 400 x 400 values", count: 160_000, in: .million) { grid(surface) }
    }
    return grids + [
      Measurement("tuning of adam, 61 rates, 500 steps", in: .milliseconds) {
        RateTuning(Adam(), on: surface, start: surface.starts[0], steps: 500, least: 0)?.choice.rate ?? 0
      },
      Measurement("comparison of the usual eight, tuned", in: .milliseconds) {
        Comparison(entrants, on: surface, terms: Terms(start: surface.starts[0])).runs[0].trajectory.finalLoss
      },
      Measurement("reading of Rosenbrock's formula", in: .microseconds) {
        Double(try Formula(rosenbrock, parameters: [("a", 1.25), ("b", 77)]).root)
      },
      Measurement("reading of Ackley's formula", in: .microseconds) { Double(try Formula(Self.ackley).root) },
      Measurement("reading and compiling of Ackley's derivatives", in: .microseconds) {
        Double(try objective(Self.ackley).dimension)
      },
      Measurement("reading of a card", in: .microseconds) {
        try Surface(card: ackley.cardText, name: "ackley", file: "ackley.yaml").starts[0][0]
      },
    ]
  }

  /// The highest value on a grid of the window, 256 points at a time.
  private static func grid(_ surface: Surface) -> Double {
    let count = 400
    let width = 32
    let evaluator = surface.objective.evaluator(width: width)
    let points = Block(rows: 2, width: width)
    let values = Block(rows: 1, width: width)
    let corners = surface.window.map(\.lowerBound)
    let steps = surface.window.map { ($0.upperBound - $0.lowerBound) / Double(count - 1) }
    var highest: Lanes = 0
    for first in stride(from: 0, to: count * count, by: width * Lanes.count) {
      for lane in 0..<width * Lanes.count {
        let place = min(first + lane, count * count - 1)
        points[0, lane] = corners[0] + steps[0] * Double(place % count)
        points[1, lane] = corners[1] + steps[1] * Double(place / count)
      }
      evaluator.value(at: points, vectors: width, step: 0, into: values)
      for vector in 0..<width { highest = Lanes.maximum(highest, values.row(0)[vector]) }
    }
    return highest[0]
  }
}

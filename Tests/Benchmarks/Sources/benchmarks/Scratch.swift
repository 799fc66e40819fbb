import Calculus
import Experiments
import Formulas
import Optimizers

@main struct Scratch {
  static func main() {
    let ack = try! Formula("20*(1 - exp(-0.2*sqrt((x^2 + y^2)/2))) + e - exp((cos(2*pi*x) + cos(2*pi*y))/2)")
    let ao = GraphObjective(graph: ack.graph, root: ack.root, dimension: 2)
    for width in [1, 8, 16, 32] { var batch = Batch(objective: ao, optimizer: Adam(), steps: 100, lanes: (0..<65536).map { .init(start: [-1.5 + Double($0) * 1e-6, 2], rate: 0.01) }); batch.blockWidth = width; let t = ContinuousClock().measure { _ = batch.ends() }; print("ackley", width, 65536.0 * 100 / (Double(t.components.attoseconds) * 1e-18) / 1e6) }
    var g = Graph()
    let x = g.variable(0), y = g.variable(1)
    let u = g.apply(.subtract, g.constant(1.25), x)
    let v = g.apply(.subtract, y, g.apply(.power, x, g.constant(2)))
    let f = g.apply(.add, g.apply(.power, u, g.constant(2)), g.apply(.multiply, g.constant(77), g.apply(.power, v, g.constant(2))))
    let o = GraphObjective(graph: g, root: f, dimension: 2)
    let clock = ContinuousClock()
    for width in CommandLine.arguments.count > 1 ? [] : [1, 8, 16, 32, 64] {
      var batch = Batch(objective: o, optimizer: Adam(), steps: 1000, lanes: (0..<16384).map { .init(start: [-1.5 + Double($0) * 1e-6, 2], rate: 0.01) })
      batch.blockWidth = width
      var best = Double.infinity
      for _ in 0..<3 {
        let t = clock.measure { _ = batch.ends() }
        best = min(best, Double(t.components.seconds) + 1e-18 * Double(t.components.attoseconds))
      }
      print("width", width, 16384.0 * 1000 / best / 1e6, "M/s")
    }
    var one = Batch(objective: o, optimizer: Adam(), steps: 10_000_000, lanes: [.init(start: [-1.5, 2], rate: 0.01)])
    one.blockWidth = 1
    let t = clock.measure { print(one.ends()) }
    print("single", Double(t.components.attoseconds) * 1e-18 * 1e2 + Double(t.components.seconds) * 1e2, "ns/step")
  }
}

import Drawing
import Experiments
import Surfaces

/// A map over knobs as numbers: a row a cell, the lowest row of the map first.
struct KnobMapNumbers {
  private let map: KnobMap

  init(_ map: KnobMap) { self.map = map }

  /// The names of the columns.
  private var names: [String] { [map.x.name, map.y.name, "loss", "steps", "ending", "highest_loss"] }

  var forms: MapNumbers { MapNumbers(csv: { csv }, json: { try json() }, npy: { npy }) }

  private var csv: String {
    var text = names.joined(separator: ",") + "\r\n"
    for (place, outcome) in map.outcomes.enumerated() {
      let (column, row) = map.cell(at: place)
      let cell = [map.columns[column], map.rows[row], outcome.final].map(Numbers.shortest).joined(separator: ",")
      let steps = outcome.arrival.map(String.init) ?? ""
      text += "\(cell),\(steps),\(outcome.ending.name),\(Numbers.shortest(outcome.peak))\r\n"
    }
    return text
  }

  /// Steps are NaN for runs that never arrive; endings are their places in `KnobEnding`, from 0.
  private var npy: [UInt8] {
    let cells = map.outcomes.indices.map { map.cell(at: $0) }
    let columns: [NumPyFile.Column] = [
      .real(cells.map { map.columns[$0.column] }), .real(cells.map { map.rows[$0.row] }),
      .real(map.outcomes.map(\.final)), .real(map.outcomes.map { $0.arrival.map(Double.init) ?? .nan }),
      .whole(map.outcomes.map(\.ending.rawValue)), .real(map.outcomes.map(\.peak)),
    ]
    return NumPyFile.bytes(
      zip(names, columns).map { (name: $0, column: $1) }, shape: [map.rows.count, map.columns.count])
  }

  // MARK: - JSON

  private struct Document: Encodable {
    struct Side: Encodable {
      let name: String
      let scale: String
      let values: [Double]
    }

    struct Cell: Encodable {
      let values: [String: Double]
      let loss: Double?
      let steps: Int?
      let ending: String
    }

    struct Line: Encodable {
      let name: String
      let x: [Double]
      let y: [Double]
    }

    let surface: String
    let optimizer: String
    let steps: Int
    let start: [Double]
    let noise: Double
    let seed: UInt64
    let lr: Double?
    let axes: [Side]
    let loss: [[Double?]]
    let arrival: [[Int?]]
    let ending: [[String]]
    let best: Cell?
    let theory: [Line]
    let optimum: [Double]?
  }

  private func json() throws -> String {
    func rows<Value>(_ value: (KnobOutcome) -> Value) -> [[Value]] {
      map.rows.indices.map { row in map.columns.indices.map { value(map.outcome(column: $0, row: row)) } }
    }
    func side(_ axis: Axis, _ values: [Double]) -> Document.Side {
      .init(name: axis.name, scale: axis.scale.rawValue, values: values)
    }
    let theory = KnobTheory(map)
    let best = map.best.map { place -> Document.Cell in
      let (outcome, cell) = (map.outcomes[place], map.cell(at: place))
      return .init(
        values: [map.x.name: map.columns[cell.column], map.y.name: map.rows[cell.row]],
        loss: JSONText.finite(outcome.final), steps: outcome.arrival, ending: outcome.ending.name)
    }
    return try JSONText.of(
      Document(
        surface: map.surface.name, optimizer: map.entrant.specification, steps: map.terms.steps, start: map.terms.start,
        noise: map.terms.noise, seed: map.terms.seed, lr: map.rate,
        axes: [side(map.x, map.columns), side(map.y, map.rows)],
        loss: rows { JSONText.finite($0.final) }, arrival: rows(\.arrival), ending: rows(\.ending.name), best: best,
        theory: theory.lines.map { .init(name: $0.name, x: $0.points.map(\.x), y: $0.points.map(\.y)) },
        optimum: theory.optimum.map { [$0.x, $0.y] }))
  }

  // MARK: - For a terminal

  /// The best cell, another if one is drawn, what theory says, and how many cells end how.
  func report(_ cell: (column: Int, row: Int)?) -> String {
    let number = ComparisonTable.number
    var table = TextTable([
      ("cell", .left), (map.x.name, .right), (map.y.name, .right), ("steps to 1e-6", .right), ("final loss", .right),
      ("ending", .left),
    ])
    func add(_ name: String, _ cell: (column: Int, row: Int)) {
      let outcome = map.outcome(column: cell.column, row: cell.row)
      table.add([
        name, number(map.columns[cell.column]), number(map.rows[cell.row]), outcome.arrival.map(String.init) ?? "-",
        number(outcome.final), outcome.ending.name,
      ])
    }
    if let best = map.best { add("best", map.cell(at: best)) }
    if let cell { add("inset", cell) }
    let theory = KnobTheory(map)
    if let optimum = theory.optimum { table.add(["theory", number(optimum.x), number(optimum.y), "-", "-", "-"]) }
    let endings = KnobEnding.allCases.map { ($0, map.share(of: $0)) }.filter { $0.1 > 0 }
      .map { "\(number(($0.1 * 1000).rounded() / 10)) % \($0.0.name)" }
    let rate = map.rate.map { "every cell at lr \(number($0))\n" } ?? ""
    return table.text + rate + "\(map.outcomes.count) cells: \(endings.joined(separator: ", "))\n"
  }
}

extension KnobTheory.Line {
  /// The name of the line in files.
  var name: String {
    switch kind {
    case .stability: "stability"
    case .damping(let isSteepest): isSteepest ? "critical damping, steepest" : "critical damping, flattest"
    }
  }
}

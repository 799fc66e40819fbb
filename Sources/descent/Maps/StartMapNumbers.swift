import Experiments
import Figures
import Surfaces

/// A map of starts as numbers: a row a cell.
struct StartMapNumbers {
  private let map: StartMap

  /// The most minima that have a row of their own in the table.
  private static let mostRows = 24

  init(_ map: StartMap) { self.map = map }

  func forms(threads: Int) -> MapNumbers {
    MapNumbers(csv: { csv(threads) }, json: { try json(threads) }, npy: { npy(threads) })
  }

  func csv(_ threads: Int) -> String {
    let names = map.surface.variables
    let losses = map.losses(threads: threads)
    var text = "\(names[0]),\(names[1]),ends,minimum,step,steps,end_\(names[0]),end_\(names[1]),loss\r\n"
    for cell in 0..<map.grid.count {
      let (start, end) = (map.grid.middle(of: cell), map.end(of: cell))
      let destination = map.destination(of: cell)
      var minimum = ""
      if case .attractor(let index) = destination { minimum = "\(index + 1)" }
      let step = destination == .underWay ? "" : "\(map.arrival(of: cell))"
      text += "\(Numbers.shortest(start.x)),\(Numbers.shortest(start.y)),\(destination.name),\(minimum),\(step),"
      text += "\(map.steps(of: cell)),\(Numbers.shortest(end.x)),\(Numbers.shortest(end.y)),"
      text += "\(Numbers.shortest(losses[cell]))\r\n"
    }
    return text
  }

  /// One record a cell, the lowest row of the map first; `ends` is the number of the minimum from 1, or 0 for outside the
  /// window, -1 for near no minimum, -2 for diverged.
  private func npy(_ threads: Int) -> [UInt8] {
    let cells = 0..<map.grid.count
    let columns: [(name: String, column: NumPyFile.Column)] = [
      ("x", .real(cells.map { map.grid.middle(of: $0).x })), ("y", .real(cells.map { map.grid.middle(of: $0).y })),
      ("ends", .whole(cells.map { map.destination(of: $0).number })),
      ("step", .whole(cells.map { map.destination(of: $0) == .underWay ? -1 : Int32(map.arrival(of: $0)) })),
      ("steps", .whole(cells.map { Int32(map.steps(of: $0)) })), ("end_x", .real(cells.map { map.end(of: $0).x })),
      ("end_y", .real(cells.map { map.end(of: $0).y })), ("loss", .real(map.losses(threads: threads))),
    ]
    return NumPyFile.bytes(columns, shape: [map.grid.rows, map.grid.columns])
  }

  private struct Document: Encodable {
    struct Minimum: Encodable {
      let at: [Double]
      let value: Double
      let isOnCard: Bool
      let starts: Int
      let medianStep: Int?
    }

    let surface: String
    let optimizer: String
    let lr: Double?
    let steps: Int
    let columns: Int
    let rows: Int
    let window: [[Double]]
    let arrivedWithin: Double
    let stepsTaken: Int
    let minima: [Minimum]
    let outside: Int
    let nearNoMinimum: Int
    let diverged: Int
    /// One number a cell, as in the NumPy file.
    let ends: [Int32]
    let step: [Int?]
    let loss: [Double?]
  }

  private func json(_ threads: Int) throws -> String {
    let tally = map.tally
    return try JSONText.of(
      Document(
        surface: map.surface.name, optimizer: map.entrant.specification, lr: map.entrant.rate, steps: map.terms.steps,
        columns: map.grid.columns, rows: map.grid.rows,
        window: map.surface.window.map { [$0.lowerBound, $0.upperBound] }, arrivedWithin: map.radius,
        stepsTaken: map.stepsTaken,
        minima: map.attractors.enumerated().map { index, attractor in
          .init(
            at: [attractor.at.x, attractor.at.y], value: attractor.value, isOnCard: attractor.known != nil,
            starts: tally.counts[index], medianStep: tally.arrival(at: 0.5, to: .attractor(index)))
        },
        outside: tally.outside, nearNoMinimum: tally.underWay, diverged: tally.diverged,
        ends: (0..<map.grid.count).map { map.destination(of: $0).number },
        step: (0..<map.grid.count).map { map.destination(of: $0) == .underWay ? nil : map.arrival(of: $0) },
        loss: map.losses(threads: threads).map(JSONText.finite)))
  }

  /// The table: the lowest minimum first.
  var report: String {
    var table = TextTable([
      ("runs end", .left), ("loss", .right), ("starts", .right), ("share %", .right), ("median step", .right),
    ])
    let tally = map.tally
    func add(_ name: String, _ destination: Destination, _ count: Int, loss: String = "-") {
      guard count > 0 else { return }
      table.add([
        name, loss, "\(count)", ComparisonTable.number((1e4 * Double(count) / Double(tally.total)).rounded() / 100),
        tally.arrival(at: 0.5, to: destination).map { "\($0)" } ?? "-",
      ])
    }
    let met = map.attractors.indices.filter { tally.counts[$0] > 0 }
    for index in met.prefix(Self.mostRows) {
      let attractor = map.attractors[index]
      let place = map.shortened(attractor.at).map(ComparisonTable.number).joined(separator: ", ")
      add("at (\(place))", .attractor(index), tally.counts[index], loss: ComparisonTable.number(attractor.value))
    }
    let rest = met.dropFirst(Self.mostRows)
    add("at \(rest.count) further minima", .underWay, rest.reduce(0) { $0 + tally.counts[$1] })
    add("outside the window", .outside, tally.outside)
    add("near no minimum", .underWay, tally.underWay)
    add("nowhere: diverged", .diverged, tally.diverged)
    return table.text + "\(map.stepsTaken) steps taken by \(tally.total) runs\n"
  }
}

/// The difference between two maps of starts as numbers: a row a cell.
struct StartDifferenceNumbers {
  private let difference: StartDifference

  init(_ difference: StartDifference) { self.difference = difference }

  private var maps: [StartMap] { [difference.first, difference.second] }
  private var cells: Range<Int> { 0..<difference.first.grid.count }

  func forms(threads: Int) -> MapNumbers { MapNumbers(csv: { csv }, json: { try json() }, npy: { npy }) }

  private var csv: String {
    let names = difference.first.surface.variables
    var text = "\(names[0]),\(names[1]),outcome,ends_1,ends_2,step_1,step_2\r\n"
    for cell in cells {
      let start = difference.first.grid.middle(of: cell)
      let ends = maps.map { "\($0.destination(of: cell).number)" }.joined(separator: ",")
      let steps = maps.map { $0.destination(of: cell) == .underWay ? "" : "\($0.arrival(of: cell))" }
      text += "\(Numbers.shortest(start.x)),\(Numbers.shortest(start.y)),\(difference.outcome(of: cell).name),"
      text += "\(ends),\(steps.joined(separator: ","))\r\n"
    }
    return text
  }

  /// One record a cell, the lowest row of the map first; `outcome` counts the outcomes of the table from 0.
  private var npy: [UInt8] {
    var columns: [(name: String, column: NumPyFile.Column)] = [
      ("outcome", .whole(cells.map { Int32(difference.outcome(of: $0).rawValue) }))
    ]
    for (place, map) in maps.enumerated() {
      columns.append(("ends_\(place + 1)", .whole(cells.map { map.destination(of: $0).number })))
      columns.append(
        (
          "step_\(place + 1)",
          .whole(cells.map { map.destination(of: $0) == .underWay ? -1 : Int32(map.arrival(of: $0)) })
        ))
    }
    return NumPyFile.bytes(columns, shape: [difference.first.grid.rows, difference.first.grid.columns])
  }

  private struct Document: Encodable {
    struct Count: Encodable {
      let outcome: String
      let starts: Int
    }

    let surface: String
    let optimizers: [String]
    let columns: Int
    let rows: Int
    let counts: [Count]
    let outcome: [Int]
  }

  private func json() throws -> String {
    try JSONText.of(
      Document(
        surface: difference.first.surface.name, optimizers: maps.map(\.entrant.specification),
        columns: difference.first.grid.columns, rows: difference.first.grid.rows,
        counts: StartDifference.Outcome.allCases.map {
          .init(outcome: $0.name, starts: difference.counts[$0.rawValue])
        },
        outcome: cells.map { difference.outcome(of: $0).rawValue }))
  }

  /// The table, in the order of outcomes.
  var report: String {
    var table = TextTable([("outcome", .left), ("starts", .right), ("share %", .right)])
    let total = difference.counts.reduce(0, +)
    for (outcome, count) in zip(StartDifference.Outcome.allCases, difference.counts) where count > 0 {
      table.add([
        DifferenceMapFigure.words(outcome, of: difference), "\(count)",
        ComparisonTable.number((1e4 * Double(count) / Double(total)).rounded() / 100),
      ])
    }
    return table.text
  }
}

/// Maps of several optimizers as numbers: a row a cell of each.
struct StartMapsNumbers {
  private let maps: [StartMap]

  init(_ maps: [StartMap]) { self.maps = maps }

  func forms(threads: Int) -> MapNumbers { MapNumbers(csv: { csv(threads) }, json: { try json() }, npy: { npy }) }

  private func csv(_ threads: Int) -> String {
    maps.enumerated().map { index, map in
      let name = CSVText.field(map.entrant.specification)
      let lines = StartMapNumbers(map).csv(threads).split(separator: "\r\n")
      return lines.enumerated().filter { index == 0 || $0.offset > 0 }.map { line, text in
        (line == 0 ? "optimizer" : name) + ",\(text)\r\n"
      }.joined()
    }.joined()
  }

  /// One plane an optimizer, its lowest row first, with the columns `ends` and `step` of a single map.
  private var npy: [UInt8] {
    let columns: [(name: String, column: NumPyFile.Column)] = [
      ("ends", .whole(maps.flatMap { map in (0..<map.grid.count).map { map.destination(of: $0).number } })),
      (
        "step",
        .whole(
          maps.flatMap { map in
            (0..<map.grid.count).map { map.destination(of: $0) == .underWay ? -1 : Int32(map.arrival(of: $0)) }
          })
      ),
    ]
    return NumPyFile.bytes(columns, shape: [maps.count, maps[0].grid.rows, maps[0].grid.columns])
  }

  private struct Document: Encodable {
    struct Part: Encodable {
      let optimizer: String
      let lr: Double?
      let starts: [Int]
      let outside: Int
      let nearNoMinimum: Int
      let diverged: Int
      let ends: [Int32]
    }

    let surface: String
    let steps: Int
    let columns: Int
    let rows: Int
    let minima: [[Double]]
    let maps: [Part]
  }

  private func json() throws -> String {
    let first = maps[0]
    return try JSONText.of(
      Document(
        surface: first.surface.name, steps: first.terms.steps, columns: first.grid.columns, rows: first.grid.rows,
        minima: first.attractors.map { [$0.at.x, $0.at.y] },
        maps: maps.map { map in
          .init(
            optimizer: map.entrant.specification, lr: map.entrant.rate, starts: map.tally.counts,
            outside: map.tally.outside, nearNoMinimum: map.tally.underWay, diverged: map.tally.diverged,
            ends: (0..<map.grid.count).map { map.destination(of: $0).number })
        }))
  }

  /// The table: an optimizer a row, in the order asked for.
  var report: String {
    var table = TextTable([
      ("optimizer", .left), ("lr", .right), ("lowest %", .right), ("any minimum %", .right), ("median step", .right),
    ])
    for map in maps {
      let (tally, number) = (map.tally, ComparisonTable.number)
      func percent(_ count: Int) -> String { number((1e4 * Double(count) / Double(tally.total)).rounded() / 100) }
      table.add([
        map.entrant.label, map.entrant.rate.map(number) ?? "-", percent(map.countAtLowest),
        percent(tally.counts.reduce(0, +)), tally.arrival(at: 0.5).map { "\($0)" } ?? "-",
      ])
    }
    return table.text
  }
}

extension Destination {
  /// The name in a file of numbers.
  var name: String {
    switch self {
    case .attractor: "minimum"
    case .outside: "outside"
    case .underWay: "under-way"
    case .diverged: "diverged"
    }
  }

  /// The number in a file of numbers.
  var number: Int32 {
    switch self {
    case .attractor(let index): Int32(index) + 1
    case .outside: 0
    case .underWay: -1
    case .diverged: -2
    }
  }
}

extension StartDifference.Outcome {
  /// The name in a file of numbers.
  var name: String {
    switch self {
    case .firstLower: "first-lower"
    case .secondLower: "second-lower"
    case .equallyLow: "equally-low"
    case .firstSooner: "first-sooner"
    case .secondSooner: "second-sooner"
    case .same: "same"
    case .neither: "neither"
    }
  }
}

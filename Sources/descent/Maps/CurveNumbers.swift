import Experiments
import Surfaces

/// Sensitivity curves as numbers: a row a run.
struct SensitivityNumbers {
  private let sensitivity: Sensitivity

  init(_ sensitivity: Sensitivity) { self.sensitivity = sensitivity }

  var forms: MapNumbers { MapNumbers(csv: { csv }, json: { try json() }, npy: { npy }) }

  private var csv: String {
    var text = "optimizer,lr,loss,steps,ending,good\r\n"
    for curve in sensitivity.curves {
      for (place, outcome) in curve.outcomes.enumerated() {
        let steps = outcome.arrival.map(String.init) ?? ""
        text += "\(CSVText.field(curve.entrant.specification)),\(Numbers.shortest(sensitivity.rates[place])),"
        text += "\(Numbers.shortest(outcome.final)),\(steps),\(outcome.ending.name),\(curve.isGood[place])\r\n"
      }
    }
    return text
  }

  /// One row an optimizer, in the order of the table; steps are NaN for runs that never arrive.
  private var npy: [UInt8] {
    let outcomes = sensitivity.curves.flatMap(\.outcomes)
    let columns: [(name: String, column: NumPyFile.Column)] = [
      ("lr", .real(sensitivity.curves.flatMap { _ in sensitivity.rates })), ("loss", .real(outcomes.map(\.final))),
      ("steps", .real(outcomes.map { $0.arrival.map(Double.init) ?? .nan })),
      ("ending", .whole(outcomes.map(\.ending.rawValue))),
    ]
    return NumPyFile.bytes(columns, shape: [sensitivity.curves.count, sensitivity.rates.count])
  }

  private struct Document: Encodable {
    struct Curve: Encodable {
      let optimizer: String
      let decades: Double
      let best: Double?
      let loss: [Double?]
      let steps: [Int?]
      let ending: [String]
    }

    let surface: String
    let steps: Int
    let firstGap: Double
    let goodGap: Double
    let lr: [Double]
    let curves: [Curve]
  }

  private func json() throws -> String {
    try JSONText.of(
      Document(
        surface: sensitivity.surface.name, steps: sensitivity.terms.steps, firstGap: sensitivity.firstGap,
        goodGap: sensitivity.goodGap, lr: sensitivity.rates,
        curves: sensitivity.curves.map { curve in
          .init(
            optimizer: curve.entrant.specification, decades: curve.width,
            best: curve.best.map { sensitivity.rates[$0] },
            loss: curve.outcomes.map { JSONText.finite($0.final) }, steps: curve.outcomes.map(\.arrival),
            ending: curve.outcomes.map(\.ending.name))
        }))
  }

  /// The table: the widest good region first.
  var report: String {
    let number = ComparisonTable.number
    var table = TextTable([
      ("optimizer", .left), ("best lr", .right), ("steps to 1e-6", .right), ("final loss", .right),
      ("good from", .right), ("to", .right), ("decades", .right),
    ])
    for curve in sensitivity.curves {
      let best = curve.best
      let rates = sensitivity.rates
      table.add([
        curve.entrant.label, best.map { number(rates[$0]) } ?? "-",
        best.flatMap { curve.outcomes[$0].arrival }.map(String.init) ?? "-",
        best.map { number(curve.outcomes[$0].final) } ?? "-",
        curve.stretches.first.map { number(rates[$0.lowerBound]) } ?? "-",
        curve.stretches.last.map { number(rates[$0.upperBound]) } ?? "-", number((curve.width * 100).rounded() / 100),
      ])
    }
    return table.text + "good: ends in the window with a gap of at most \(number(sensitivity.goodGap))\n"
  }
}

/// An invariance test as numbers: a row a run.
struct InvarianceNumbers {
  private let test: InvarianceTest

  init(_ test: InvarianceTest) { self.test = test }

  var forms: MapNumbers { MapNumbers(csv: { csv }, json: { try json() }, npy: { npy }) }

  private var csv: String {
    var text = "optimizer,\(test.change.rawValue),lr,steps\r\n"
    for curve in test.curves {
      for (place, value) in test.values.enumerated() {
        let rate = curve.rates[place].map(Numbers.shortest) ?? ""
        let steps = curve.arrivals[place].map(String.init) ?? ""
        text += "\(CSVText.field(curve.entrant.specification)),\(Numbers.shortest(value)),\(rate),\(steps)\r\n"
      }
    }
    return text
  }

  /// One row an optimizer, in the order of the table; steps are NaN for runs that never arrive.
  private var npy: [UInt8] {
    let columns: [(name: String, column: NumPyFile.Column)] = [
      (test.change.rawValue, .real(test.curves.flatMap { _ in test.values })),
      ("lr", .real(test.curves.flatMap { $0.rates.map { $0 ?? .nan } })),
      ("steps", .real(test.curves.flatMap { $0.arrivals.map { $0.map(Double.init) ?? .nan } })),
    ]
    return NumPyFile.bytes(columns, shape: [test.curves.count, test.values.count])
  }

  private struct Document: Encodable {
    struct Curve: Encodable {
      let optimizer: String
      let lr: [Double?]
      let steps: [Int?]
      let ratio: Double?
    }

    let surface: String
    let over: String
    let values: [Double]
    let goal: Double
    let budget: Int
    let curves: [Curve]
  }

  private func json() throws -> String {
    try JSONText.of(
      Document(
        surface: test.surface.name, over: test.change.rawValue, values: test.values, goal: test.goal,
        budget: test.terms.steps,
        curves: test.curves.map {
          .init(optimizer: $0.entrant.specification, lr: $0.rates, steps: $0.arrivals, ratio: $0.ratio)
        }))
  }

  /// The table: who notices least first.
  var report: String {
    let number = ComparisonTable.number
    var table = TextTable([
      ("optimizer", .left), ("lr", .right), ("first", .right), ("fewest", .right), ("most", .right), ("ratio", .right),
    ])
    for curve in test.curves {
      let steps = curve.arrivals.compactMap(\.self)
      let isWhole = steps.count == curve.arrivals.count
      table.add([
        curve.entrant.label, curve.rates.first.flatMap { $0.map(number) } ?? "-",
        curve.arrivals.first.flatMap { $0.map(String.init) } ?? "-", steps.min().map(String.init) ?? "-",
        isWhole ? steps.max().map(String.init) ?? "-" : "never",
        curve.ratio.map { number(($0 * 1000).rounded() / 1000) } ?? "-",
      ])
    }
    return table.text + "steps until the gap stays within \(number(test.goal)), of at most \(test.terms.steps)\n"
  }
}

/// Text in a file of comma-separated values.
enum CSVText {
  /// A field, in quotes where a comma or a quote stands in it.
  static func field(_ text: String) -> String {
    text.contains { $0 == "," || $0 == "\"" } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}

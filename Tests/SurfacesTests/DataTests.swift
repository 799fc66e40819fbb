import Calculus
import Foundation
import Surfaces
import Testing

/// Surfaces made from data: means over rows, files, and what may be wrong with them.
@Suite("Surfaces from data") struct DataTests {
  /// A card of a straight line through points, with its data written on it or in a file.
  private func card(_ data: String, loss: String = "(w*u + b - v)^2", more: String = "") -> String {
    """
    title: Line
    kind: data
    variables: [w, b]
    data: \(data)
    loss: \(loss)
    window: {w: [-2, 5], b: [-4, 6]}
    starts: [[-1, 4]]
    \(more)
    """
  }

  private func surface(_ data: String, loss: String = "(w*u + b - v)^2", more: String = "") throws -> Surface {
    try Surface(card: card(data, loss: loss, more: more), name: "line", file: "line.yaml")
  }

  /// A card in a folder of its own, beside a CSV file.
  private func surface(csv: String) throws -> Surface {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try csv.write(to: folder.appending(path: "points.csv"), atomically: true, encoding: .utf8)
    let file = folder.appending(path: "line.yaml").path
    return try Surface(card: card("points.csv"), name: "line", file: file)
  }

  /// What is wrong, without the folder.
  private func error(csv: String) -> String {
    do {
      _ = try surface(csv: csv)
      return "nothing"
    } catch let error as CardError {
      return "\(error.line): \(error.message)"
    } catch { return "\(error)" }
  }

  /// Residuals at w = 2, b = 1 are -0.1, 0.1, -0.2: their mean square is 0.02.
  @Test func meansByHand() throws {
    let line = try surface("{u: [0, 1, 2], v: [1.1, 2.9, 5.2]}")
    #expect(line.dimension == 2 && line.variables == ["w", "b"] && line.data?.rows == 3)
    #expect(abs(line.objective.value(at: [2, 1]) - 0.02) < 1e-15)
    let gradient = line.objective.gradient(at: [2, 1])
    // 2/3 of the sums of residual times input, and of residuals.
    #expect(abs(gradient[0] - 2.0 / 3 * (0.1 * 1 - 0.2 * 2)) < 1e-15)
    #expect(abs(gradient[1] - 2.0 / 3 * (-0.1 + 0.1 - 0.2)) < 1e-15)
    // The mean of 2 (u, 1)(u, 1)': 2 (5/3, 1; 1, 1).
    for (row, wanted) in zip(line.objective.hessian(at: [2, 1]), [[10.0 / 3, 2], [2, 2]]) {
      for (a, b) in zip(row, wanted) { #expect(abs(a - b) < 1e-14) }
    }
    #expect(line.typeset == "mean of (wu + b − v)^{2}")
  }

  /// The mean over any number of rows is that of a loop in plain numbers, whatever fills the last vector.
  @Test(arguments: [1, 2, 7, 8, 9, 16, 511, 512, 513, 1000, 5000]) func meansOfManyRows(_ rows: Int) throws {
    let random = RandomNumbers(seed: 7)
    let inputs = (0..<rows).map { random.normal(step: $0, coordinate: 0) }
    let outputs = (0..<rows).map { random.normal(step: $0, coordinate: 1) }
    let csv = "u,v\n" + zip(inputs, outputs).map { "\($0),\($1)\n" }.joined()
    let line = try surface(csv: csv)
    let (w, b) = (0.7, -1.3)
    let residuals = zip(inputs, outputs).map { w * $0 + b - $1 }
    let mean = residuals.reduce(0) { $0 + $1 * $1 } / Double(rows)
    let slope = 2 * zip(residuals, inputs).reduce(0) { $0 + $1.0 * $1.1 } / Double(rows)
    #expect(abs(line.objective.value(at: [w, b]) - mean) < 1e-13 * mean)
    #expect(abs(line.objective.gradient(at: [w, b])[0] - slope) < 1e-13)
    // The same bits alone and among others.
    let block = Block(rows: 2, width: 3)
    for lane in 0..<24 {
      block[0, lane] = lane == 13 ? w : Double(lane)
      block[1, lane] = lane == 13 ? b : 1
    }
    let values = Block(rows: 1, width: 3)
    line.objective.evaluator(width: 3).value(at: block, vectors: 3, step: 0, into: values)
    #expect(values[0, 13] == line.objective.value(at: [w, b]))
  }

  /// What RFC 4180 allows: quotes, line ends of both kinds, no end of the last line; and columns nobody asks for.
  @Test func csvIsRead() throws {
    let plain = try surface(csv: "u,v\n0,1.1\n1,2.9\n").objective.value(at: [2, 1])
    for csv in [
      "u,v\r\n0,1.1\r\n1,2.9\r\n", "u,v\n0,1.1\n1,2.9", "\"u\",\"v\"\n\"0\",1.1\n1,\"2.9\"\n",
      "v,name,u\n1.1,\"a, \"\"b\"\"\nc\",0\n2.9,d,1\n", "u,v\n0,1.1\n\n1,2.9\n\n", "\u{FEFF}u,v\n 0 , 1.1\n1,2.9\n",
      "u,v\n0,11e-1\n1,+2.9\n",
    ] {
      #expect(try surface(csv: csv).objective.value(at: [2, 1]) == plain, "\(csv)")
    }
  }

  @Test(
    "What is wrong with data",
    arguments: [
      ("", "0: the file is empty; its first line names the columns"),
      ("u,v\n", "0: there is no row under the names of the columns"),
      ("u,v\n0,1\n1\n", "3: this row has 1 field, and there are 2 columns"),
      ("u,v\n0,1\n1,two\n", "3: column \"v\" must hold numbers, but here is \"two\""),
      ("u,v\n0,1\n1,\n", "3: column \"v\" must hold numbers, but here is nothing"),
      ("u,v\n0,1\n1,nan\n", "3: column \"v\" holds nan here, which is not finite; leave such rows out"),
      ("u,v\n0,1\n1,1e999\n", "3: column \"v\" holds 1e999 here, which is not finite; leave such rows out"),
      ("u,u\n0,1\n", "1: two columns are named \"u\""),
      ("1,2\n0,1\n", "1: the first line holds numbers; it has to name the columns, as in u,v"),
      ("u,v\n0,\"1\n", "2: a quotation mark is opened and not closed"),
      ("u,\n0,1\n", "1: column 2 has no name"),
      ("u;v\n0;1\n", "1: the columns are divided by semicolons; put commas between them"),
      ("u\0,v\n0,1\n", "1: this is not text in UTF-8; save the file as comma-separated values in UTF-8"),
    ])
  func mistakes(csv: String, expected: String) { #expect(error(csv: csv) == expected) }

  @Test func namesAreExplained() throws {
    #expect(error(csv: "u,t\n0,1\n").contains("unknown name \"v\""))
    #expect(error(csv: "u,v,w\n0,1,2\n").contains("\"w\" is a column of"))
    func wrong(_ data: String, loss: String = "(w*u + b - v)^2", more: String = "") -> String {
      do {
        _ = try surface(data, loss: loss, more: more)
        return "nothing"
      } catch let error as CardError { return error.message } catch { return "\(error)" }
    }
    #expect(wrong("{u: [0, 1], v: [1]}") == "column v has 1 numbers and u has 2")
    #expect(wrong("{u: [], v: []}") == "column u is empty; give at least one number")
    #expect(wrong("/dev/zero") == "\"/dev/zero\" is a device or a pipe; data are read from files")
    #expect(wrong("nowhere.csv") == "there is no file \"nowhere.csv\"; data are looked for beside the card")
    #expect(
      wrong("{u: [0]}", loss: "w^2 + b^2")
        == "the loss speaks of no column of the data, so that every row would have the same")
    #expect(
      wrong("{u: [0], v: [1]}", more: "validation: {u: [1]}")
        == "the validation data have no column \"v\", which the loss speaks of")
    #expect(wrong("{u: [0], v: [1]}", more: "standardize: [z]") == "there is no column \"z\"; there are u, v")
  }

  /// Inputs 0 to 4 become -sqrt 2 to sqrt 2; then the curvature is the same in both directions.
  @Test func standardizing() throws {
    let line = try surface("{u: [0, 1, 2, 3, 4], v: [1, 3, 5, 7, 9]}", more: "standardize: [u]")
    let changed = try line.standardized()
    #expect(changed.data?.isStandardized == true && changed.minima.isEmpty)
    for (row, wanted) in zip(changed.objective.hessian(at: [0, 0]), [[2.0, 0], [0, 2]]) {
      for (a, b) in zip(row, wanted) { #expect(abs(a - b) < 1e-13) }
    }
    // Slope and level of the line in the new input: 2 sqrt 2 and 5.
    #expect(changed.objective.value(at: [2 * 2.0.squareRoot(), 5]) < 1e-28)
    #expect(throws: SurfaceError.self) { try Catalogue().surface(named: "sphere").standardized() }
  }
}

/// Batches: rows drawn in epochs.
@Suite struct SamplerTests {
  @Test(arguments: [(10, 3), (10, 10), (7, 1), (8, 20)]) func anEpochMeetsEveryRowOnce(rows: Int, batch: Int) {
    let sampler = EpochSampler(rows: rows, batch: batch, order: .shuffled)
    let stream = RandomNumbers(seed: 3, stream: 1)
    for epoch in 0..<3 {
      var met: [UInt32] = []
      for step in epoch * sampler.stepsInEpoch + 1...(epoch + 1) * sampler.stepsInEpoch {
        let (here, places) = sampler.place(step: step)
        #expect(here == epoch && places.count <= min(batch, rows) && !places.isEmpty)
        met += sampler.order(epoch: epoch, stream: stream)[places]
      }
      #expect(met.sorted() == (0..<UInt32(rows)).map { $0 })
    }
  }

  /// Orders differ from epoch to epoch and from stream to stream, and each row is as often first as any other.
  @Test func ordersAreShuffled() {
    let sampler = EpochSampler(rows: 5, batch: 1, order: .shuffled)
    var first = Array(repeating: 0, count: 5)
    for epoch in 0..<2000 {
      first[Int(sampler.order(epoch: epoch, stream: RandomNumbers(seed: 1))[0])] += 1
    }
    // Five standard deviations of a binomial count of mean 400.
    #expect(first.allSatisfy { abs($0 - 400) < 90 })
    let other = sampler.order(epoch: 0, stream: RandomNumbers(seed: 1, stream: 9))
    #expect((0..<20).contains { sampler.order(epoch: $0, stream: RandomNumbers(seed: 1)) != other })
    #expect(
      EpochSampler(rows: 4, batch: 2, order: .cyclic).order(epoch: 5, stream: RandomNumbers(seed: 1)) == [0, 1, 2, 3])
  }
}

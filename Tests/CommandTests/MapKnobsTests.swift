import Foundation
import Testing

@Suite("Command: maps over knobs")
struct MapKnobsTests {
  private static let map = "map ellipse100 momentum --over lr=0.01..0.03:linear,momentum=0..1 --cells 2x2 -n 50"

  @Test("one row a cell, the lowest row first")
  func csv() throws {
    let outcome = try Command.line(Self.map + " --format csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let rows = outcome.output.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    #expect(rows[0] == ["lr", "momentum", "loss", "steps", "ending", "highest_loss"])
    #expect(rows.count == 6 && rows[1...4].allSatisfy { $0.count == 6 })
    #expect(
      rows[1...4].map { [$0[0], $0[1]] } == [
        ["0.015", "0.25"], ["0.024999999999999998", "0.25"], ["0.015", "0.75"], ["0.024999999999999998", "0.75"],
      ])
  }

  @Test("NumPy reads its own format: magic, version, header, one record a cell")
  func npy() throws {
    let outcome = try Command.shell("descent \(Self.map) -o map.npy && od -An -v -tu1 map.npy")
    #expect(outcome.code == 0)
    let bytes = outcome.output.split(whereSeparator: \.isWhitespace).compactMap { UInt8($0) }
    #expect(Array(bytes.prefix(8)) == [0x93] + Array("NUMPY".utf8) + [1, 0])
    let length = Int(bytes[8]) + 256 * Int(bytes[9])
    #expect((10 + length) % 64 == 0)
    let header = String(decoding: bytes[10..<10 + length], as: UTF8.self)
    #expect(
      header.hasPrefix(
        "{'descr': [('lr', '<f8'), ('momentum', '<f8'), ('loss', '<f8'), ('steps', '<f8'), ('ending', '<i4'), "
          + "('highest_loss', '<f8')], 'fortran_order': False, 'shape': (2, 2,), }"))
    #expect(header.hasSuffix("\n"))
    let records = Array(bytes[(10 + length)...])
    #expect(records.count == 4 * 44)
    let first = records[0..<8].enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << (8 * UInt64($1.offset)) }
    #expect(Double(bitPattern: first) == 0.015)
  }

  @Test("the same as JSON, with theory")
  func json() throws {
    let outcome = try Command.line(Self.map + " --format json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    #expect((root["loss"] as? [[Double]])?.map(\.count) == [2, 2])
    #expect((root["theory"] as? [[String: Any]])?.count == 3)
    let optimum = try #require(root["optimum"] as? [Double])
    #expect(abs(optimum[0] - 4 / 121) < 1e-12 && abs(optimum[1] - 81 / 121.0) < 1e-12)
  }

  @Test("figures of all kinds, with their tables")
  func figures() throws {
    for (line, words) in [
      (Self.map + " --inset 0.02,0.5", "best"),
      ("map ellipse100 sgd adam --over lr --cells 60 -n 100", "decades"),
      ("map ellipse100 sgd adam --over rotation=0..45 --cells 3 -n 300", "ratio"),
    ] {
      let outcome = try Command.shell("descent \(line) --size 800x500 -o map.png; head -c 4 map.png | tail -c 3")
      #expect(outcome.code == 0 && outcome.output.contains(words) && outcome.output.hasSuffix("PNG"))
      #expect(outcome.errors == "map.png\n")
    }
  }

  @Test(
    "mistakes say what to do",
    arguments: [
      ("ellipse100 momentum --over lr,mumentum", "has no knob 'mumentum'"),
      ("ellipse100 momentum --over lr=1..0.1,momentum", "write 0.1..1"),
      ("ellipse100 momentum --over lr=0..inf,momentum", "finite ends"),
      ("ellipse100 momentum --over lr=0..1:log,momentum", "numbers above 0 only"),
      ("ellipse100 momentum --over lr,momentum --cells 100000x100000", "at most 25000000"),
      ("ellipse100 momentum --over lr,momentum --cells 5000x5000 -n 100000", "lower --steps or --cells"),
      ("ellipse100 momentum --over lr,lr", "twice"), ("ellipse100 sgd adam --over lr,weight_decay", "of one optimizer"),
      ("ellipse100 momentum --over lr,momentum --inset 9,9", "outside the map"),
      ("ellipse100 momentum --over rotation,lr", "stands alone"),
      ("beale sgd --over condition", "parameter 'condition'"),
      ("saddle sgd --over lr", "no minimum below its start"),
      ("ellipse100 momentum:lr=1 --over lr,momentum", "leave lr out"),
      ("ellipse100 --over lr --inset 1,2", "--over lr,momentum"),
      ("ellipse100 --over lr --tune-each", "rotation and condition"),
    ])
  func mistakes(_ line: String, _ words: String) throws {
    let outcome = try Command.line("map " + line)
    #expect(outcome.code == 64 && outcome.output.isEmpty && outcome.errors.contains(words), "\(outcome.errors)")
  }
}

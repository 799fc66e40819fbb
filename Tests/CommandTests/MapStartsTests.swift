import Foundation
import Testing

@Suite("Command: maps of starts")
struct MapStartsTests {
  @Test("one row a cell, the lowest row first")
  func csv() throws {
    let outcome = try Command.line("map two-wells adam:lr=0.05 --cells 4x3 --format csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let rows = outcome.output.components(separatedBy: "\r\n").map { $0.components(separatedBy: ",") }
    #expect(rows[0] == ["x", "y", "ends", "minimum", "step", "steps", "end_x", "end_y", "loss"])
    #expect(rows.count == 14 && rows[1...12].allSatisfy { $0.count == 9 && $0[2] == "minimum" })
    #expect(rows[1][0] == "-1.5" && rows[4][0] == "1.5" && rows[5][1] == "0")
    #expect(abs((Double(rows[12][8]) ?? 0) + 1.0927314) < 1e-6)
  }

  @Test("the same as JSON and NumPy, for one, two and several optimizers")
  func forms() throws {
    for (names, shape) in [("adam", "(3, 4,)"), ("adam sgd", "(3, 4,)"), ("adam sgd momentum", "(3, 3, 4,)")] {
      let outcome = try Command.line("map himmelblau \(names) --cells 4x3 --steps 50 --format json")
      #expect(outcome.code == 0)
      let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
      #expect(root["columns"] as? Int == 4 && root["rows"] as? Int == 3)
      let file = try Command.shell(
        "descent map himmelblau \(names) --cells 4x3 --steps 50 -o a.npy && head -c 400 a.npy")
      #expect(file.output.contains("'shape': \(shape)"), "\(names)")
    }
  }

  @Test("a map is drawn, told in a table, and drawn again from its recipe")
  func draws() throws {
    let outcome = try Command.shell(
      "descent map himmelblau adam:lr=0.05 --cells 60x60 --steps 200 -o map.png && descent reproduce map.png")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("at (3, 2)") && outcome.output.contains("steps taken by 3600 runs"))
  }

  @Test("an interrupt leaves the whole file or nothing")
  func interrupts() throws {
    let outcome = try Command.shell(
      "descent map himmelblau adam --cells 900x900 --steps 20000 --no-early-stop -o map.png & "
        + "sleep 0.2; kill -TERM $!; wait $!; echo code $?; ls -A")
    #expect(outcome.output.contains("code 143") && !outcome.output.contains(".descent"))
    #expect(!outcome.output.contains("map.png"))
  }

  @Test(
    "what cannot be mapped is said",
    arguments: [
      ("himmelblau adam --cells 100000x100000", "at most 25000000"), ("himmelblau adam --cells 3x", "--cells is two"),
      ("himmelblau adam --over start,lr", "stands alone"), ("himmelblau adam --over start=0..1", "stands alone"),
      ("himmelblau adam --steps 9999999999", "would take days"), ("parabola sgd", "has one coordinate"),
      ("three-curvatures sgd", "has 3 coordinates"), ("himmelblau adam --show loss", "--show is for maps over knobs"),
      ("himmelblau adam --inset 9,9", "outside the window"), ("himmelblau adam sgd --inset 1,1", "of one optimizer"),
      ("himmelblau --over lr --no-early-stop", "--no-early-stop is for"),
      ("himmelblau adam --within 1", "--within is for"),
      ("himmelblau --optimizers all", "12 optimizers at most"), ("himmelblau adm", "did you mean 'adam'"),
      ("himmelblau adam --start 1,1 --start 2,2", "keep one"),
    ])
  func refuses(_ line: String, _ words: String) throws {
    let outcome = try Command.line("map " + line)
    #expect(outcome.code == 64 && outcome.errors.contains(words), "\(outcome.errors)")
  }
}

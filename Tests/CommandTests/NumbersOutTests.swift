import Foundation
import Testing

/// What `descent run` prints: a contract for whoever reads it with a program.
@Suite struct NumbersOutTests {
  private static let header = "run,optimizer,step,x,y,loss,gradient_norm,lr,evaluations"

  /// Gradient descent at 0.25 halves the point of the sphere; lines end as RFC 4180 wants.
  @Test func csvByHand() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.25 newton --start 4,-3 -n 2 --format csv")
    #expect(
      outcome.output == """
        \(Self.header)\r
        1,sgd:lr=0.25,0,4,-3,25,10,,0\r
        1,sgd:lr=0.25,1,2,-1.5,6.25,5,0.25,1\r
        1,sgd:lr=0.25,2,1,-0.75,1.5625,2.5,0.25,2\r
        2,newton,0,4,-3,25,10,,0\r
        2,newton,1,0,0,0,0,,3\r
        2,newton,2,0,0,0,0,,4\r

        """)
    #expect(outcome.errors == "run 1, sgd:lr=0.25: still falling\nrun 2, newton: converged\n")
    #expect(outcome.code == 0)
  }

  /// A specification with a comma stands in quotes; an optimizer named twice runs twice.
  @Test func csvQuotes() throws {
    let outcome = try Command.line("run sphere adam:lr=0.1,beta1=0.5 sgd:lr=1 sgd:lr=1 -n 1 --format csv")
    let heads = outcome.lines.dropFirst().map { $0.split(separator: ",").prefix(2).joined(separator: ",") }
    #expect(heads == ["1,\"adam:lr=0.1", "1,\"adam:lr=0.1", "2,sgd:lr=1", "2,sgd:lr=1", "3,sgd:lr=1", "3,sgd:lr=1"])
    #expect(outcome.lines[1].hasPrefix("1,\"adam:lr=0.1,beta1=0.5\",0,3,2,13,"))
  }

  /// In one dimension y is empty, and the columns stay.
  @Test func csvOfACurve() throws {
    let outcome = try Command.descent(
      "run", "--surface", "curve.yaml", "sgd:lr=0.25", "-n", "1", "--format", "csv",
      files: [
        "curve.yaml": """
        title: Curve
        kind: convex
        formula: w^2
        variables: [w]
        window: {w: [-4, 4]}
        starts: [[3]]
        about: A parabola.
        source: none.

        """
      ])
    #expect(
      outcome.output == """
        \(Self.header)\r
        1,sgd:lr=0.25,0,3,,9,6,,0\r
        1,sgd:lr=0.25,1,1.5,,2.25,3,0.25,1\r

        """)
  }

  /// Beyond two dimensions the columns are x1, x2, ...
  @Test func csvOfMoreDimensions() throws {
    let outcome = try Command.descent(
      "run", "--surface", "space.yaml", "sgd:lr=0.25", "-n", "1", "--format", "csv",
      files: [
        "space.yaml": """
        title: Space
        kind: convex
        formula: a^2 + b^2 + c^2
        variables: [a, b, c]
        window: {a: [-4, 4], b: [-4, 4], c: [-4, 4]}
        starts: [[1, 2, 2]]
        about: A ball.
        source: none.

        """
      ])
    #expect(
      outcome.output == """
        run,optimizer,step,x1,x2,x3,loss,gradient_norm,lr,evaluations\r
        1,sgd:lr=0.25,0,1,2,2,9,6,,0\r
        1,sgd:lr=0.25,1,0.5,1,1,2.25,3,0.25,1\r

        """)
  }

  /// Numbers are in the shortest form that reads back as the same bits.
  @Test func numbersReadBack() throws {
    let outcome = try Command.line("run rosenbrock adam:lr=0.3 rmsprop:lr=0.01 -n 50 --format csv")
    #expect(outcome.lines[0] == Self.header && outcome.lines.count == 1 + 2 * 51)
    for line in outcome.lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(cells.count == 9)
      for cell in cells[3...6] {
        let number = try #require(Double(cell))
        let shortest = "\(number)"
        #expect(String(cell) == (shortest.hasSuffix(".0") ? String(shortest.dropLast(2)) : shortest))
      }
      // The loss is the formula's at the point, to rounding.
      let numbers = cells[3...5].compactMap { Double($0) }
      let (x, y) = (numbers[0], numbers[1])
      let loss = (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x)
      #expect((numbers[2] - loss).magnitude <= 1e-12 * max(1, loss))
    }
  }

  /// Every start runs with every optimizer; runs are numbered optimizer by optimizer, whoever was better.
  @Test func runsAreNumbered() throws {
    let outcome = try Command.line("run sphere sgd:lr=1e-9 adam:lr=0.1 --start 1,2 --start -3,-1 -n 1 --format csv")
    let starts = outcome.lines.dropFirst().filter { $0.split(separator: ",")[2] == "0" }
    #expect(
      starts.map { $0.split(separator: ",").prefix(5).joined(separator: " ") } == [
        "1 sgd:lr=1e-9 0 1 2", "2 sgd:lr=1e-9 0 -3 -1", "3 adam:lr=0.1 0 1 2", "4 adam:lr=0.1 0 -3 -1",
      ])
  }

  /// With noise each start meets its own luck, the same for every optimizer and in every run of the command.
  @Test func eachStartHasItsLuck() throws {
    let line =
      "run sphere sgd:lr=0.1 momentum:lr=0.1,momentum=0 --start 1,2 --start 1,2 --noise 1 --seed 4 -n 5 --format csv"
    let outcome = try Command.line(line)
    let ends = outcome.lines.dropFirst().map { $0.replacing(#/^.*?,(?=\d,-?[\d.])/#, with: "") }.filter {
      $0.hasPrefix("5,")
    }
    #expect(ends.count == 4 && ends[0] == ends[2] && ends[1] == ends[3] && ends[0] != ends[1])
    #expect(try Command.line(line).output == outcome.output)
    #expect(try Command.line(line.replacingOccurrences(of: "seed 4", with: "seed 5")).output != outcome.output)
  }

  @Test func divergenceIsAResult() throws {
    let outcome = try Command.line("run sphere sgd:lr=1e200 -n 9 --format csv")
    #expect(outcome.code == 0 && outcome.lines.count == 3)
    #expect(outcome.lines[2] == "1,sgd:lr=1e200,1,-6e+200,-4e+200,inf,1.4422205101855957e+201,1e+200,1")
    #expect(outcome.errors == "run 1, sgd:lr=1e200: diverged at step 1\n")
  }

  @Test func jsonParses() throws {
    struct Document: Decodable {
      struct Entry: Decodable {
        let run: Int
        let optimizer: String
        let lr: Double?
        let ending: String
        let ending_step: Int?
        let points: [[Double?]]
        let loss: [Double?]
        let gradient_norm: [Double?]
        let rates: [Double?]
        let evaluations: [Int]
      }
      let surface: String
      let formula: String
      let variables: [String]
      let runs: [Entry]
    }
    let outcome = try Command.line("run sphere sgd:lr=0.25 newton sgd:lr=1e200 --start 4,-3 -n 2 --format json")
    let document = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8))
    #expect(document.surface == "sphere" && document.formula == "x^2 + y^2" && document.variables == ["x", "y"])
    #expect(document.runs.map(\.run) == [1, 2, 3])
    let first = document.runs[0]
    #expect(first.points == [[4, -3], [2, -1.5], [1, -0.75]] && first.loss == [25, 6.25, 1.5625])
    #expect(first.gradient_norm == [10, 5, 2.5] && first.rates == [0.25, 0.25] && first.evaluations == [0, 1, 2])
    #expect(document.runs[1].lr == nil && document.runs[1].ending == "converged" && document.runs[1].ending_step == 1)
    #expect(document.runs[2].ending == "diverged at step 1" && document.runs[2].loss == [25, nil])
    #expect(outcome.output.hasSuffix("}\n") && outcome.code == 0)
  }

  @Test func theTableByHand() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.25 newton sgd:lr=1e200 --start 4,-3 -n 20")
    #expect(
      outcome.output == """
        Sphere from (4, -3), 20 steps
        rank  optimizer    rate  steps to 1e-6   final loss  evaluations  ending
           1  Newton          -              1            0           22  converged
           2  SGD          0.25             10  2.27374e-11           20  converged
           3  SGD        1e+200              -          inf            1  diverged at step 1

        """)
    #expect(outcome.errors.isEmpty)
  }

  /// Bytes do not depend on the threads.
  @Test(arguments: ["csv", "json", "table"]) func threadsChangeNothing(_ format: String) throws {
    let outputs = try (1...3).map { threads in
      try Command.line("run ackley --optimizers all -n 60 --noise 0.1 --format \(format) --threads \(threads)").output
    }
    #expect(outputs[0].count > 500 && outputs[0] == outputs[1] && outputs[0] == outputs[2])
  }

  /// A value that begins with a minus sign is a value.
  @Test func valuesMayBeginWithAMinusSign() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.1 --start -1.5,2 --window -2,2,-2,2 -n 1 --format csv")
    #expect(outcome.code == 0 && outcome.lines[1].contains(",0,-1.5,2,"))
    let formula = try Command.descent("run", "--formula", "-x^2 - y^2", "--start", "-1,-1", "sgd:lr=0.1", "-n", "1")
    #expect(formula.code == 0 && formula.output.contains("Formula from (-1, -1), 1 steps"))
    let parameters = try Command.descent(
      "run", "--formula", "a*x^2 + y^2", "--parameters", "a=-2", "sgd:lr=0.1", "-n", "1")
    #expect(parameters.code == 0)
  }

  @Test func earlyStops() throws {
    let outcome = try Command.line("run sphere sgd:lr=0.25 --start 4,-3 --stop loss=2 -n 100 --format csv")
    #expect(outcome.lines.count == 4 && outcome.lines.last?.hasPrefix("1,sgd:lr=0.25,2,1,-0.75,1.5625,") == true)
  }
}

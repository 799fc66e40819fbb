import Foundation
import Testing

@Suite("Command: tune")
struct TuneTests {
  @Test("every trial is a row, strategy by strategy")
  func csv() throws {
    let outcome = try Command.line("tune rosenbrock --optimizers adam,rmsprop --over lr,eps --budget 20 --format csv")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    let rows = outcome.output.components(separatedBy: "\r\n").dropLast().map { $0.components(separatedBy: ",") }
    #expect(
      rows[0].joined(separator: ",")
        == "strategy,optimizer,trial,lr,eps,score,final_loss,steps_to_tolerance,ending,best_so_far")
    #expect(rows.count == 1 + 2 * 80)
    #expect(rows.allSatisfy { $0.count == 10 })
    for start in stride(from: 1, to: rows.count, by: 20) {
      let course = rows[start..<start + 20]
      #expect(course.map { $0[2] } == (1...20).map(String.init))
      #expect(Set(course.map { $0[0] + $0[1] }).count == 1)
      var best = Double.infinity
      for row in course {
        best = min(best, try #require(Double(row[5])))
        #expect(Double(row[9]) == best)
      }
    }
    #expect(Set(rows.dropFirst().map { $0[0] }) == ["grid", "random", "coarse-to-fine", "bayesian"])
  }

  @Test("repetitions are told apart, and the grid uses what it can")
  func repetitions() throws {
    let outcome = try Command.line(
      "tune beale adam --over lr,beta1 --budget 10 --strategies grid,random --repeats 2 --format csv --threads 1")
    let rows = outcome.output.components(separatedBy: "\r\n").dropLast()
    #expect(rows.first?.hasPrefix("strategy,optimizer,repeat,trial,lr,beta1,score") == true)
    #expect(rows.count == 1 + 2 * 9 + 2 * 10)
    #expect(rows.last?.hasPrefix("random,adam,2,10,") == true)
    let again = try Command.line(
      "tune beale adam --over lr,beta1 --budget 10 --strategies grid,random --repeats 2 --format csv --threads 2")
    #expect(again.output == outcome.output)
  }

  @Test("numbers go to the file whose ending says so")
  func files() throws {
    let outcome = try Command.shell(
      "descent tune beale --budget 5 -o t.csv; descent tune beale --budget 5 -o t.json; head -c 8 t.csv; head -c 10 t.json"
    )
    #expect(outcome.code == 0 && outcome.errors == "t.csv\nt.json\n")
    #expect(outcome.output == "strategy{\"budget\":")
    let wrong = try Command.line("tune beale --budget 5 -o t.csv --format json")
    #expect(wrong.code == 64 && wrong.errors.contains("keep one of them"))
  }

  @Test("the same as JSON, with axes")
  func json() throws {
    let outcome = try Command.line("tune beale sgd --over lr=0.001..0.1 --budget 6 --strategies random --format json")
    let root = try #require(try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    let searches = try #require(root["searches"] as? [[String: Any]])
    let axes = try #require(searches.first?["axes"] as? [[String: Any]])
    let trials = try #require(searches.first?["trials"] as? [[String: Any]])
    #expect(axes[0]["from"] as? Double == 0.001 && axes[0]["scale"] as? String == "log" && trials.count == 6)
  }

  @Test("the figure is written beside the table, and drawn again from what it holds")
  func figure() throws {
    let outcome = try Command.shell(
      "descent tune rosenbrock --over lr,beta1 --budget 28 --repeats 3 -n 200 -o t.png; descent reproduce t.png")
    #expect(outcome.code == 0 && !outcome.crashed)
    #expect(outcome.lines[0].hasPrefix("optimizer  strategy        trials  median gap  best gap"))
    #expect(outcome.output.contains("the grid uses 25 of the 28 trials"))
    #expect((outcome.output + outcome.errors).contains("the same, bit for bit"))
    let usual = try Command.line("tune beale sgd momentum --budget 8 --seed 3")
    #expect(usual.errors == "output/beale-tune-sgd-momentum-budget-8-seed-3.png\n")
  }

  @Test(
    "what was asked wrongly says what to do",
    arguments: [
      ("tune rosenbrock --budget 0", "from 1 to 500, not '0'"), ("tune rosenbrock --budget -5", "not '-5'"),
      ("tune rosenbrock --budget 1e9", "not '1e9'"), ("tune rosenbrock --budget 1000000000", "at most 500"),
      ("tune rosenbrock --budget 2000", "leave bayesian out"),
      ("tune rosenbrock --strategies bayes", "did you mean 'bayesian'"),
      ("tune rosenbrock --strategies random,random", "twice"), ("tune rosenbrock --over lr,lr", "twice"),
      ("tune rosenbrock --over beta3", "Did you mean 'beta1'"), ("tune rosenbrock --over lr=1", "no range"),
      ("tune rosenbrock --over a,b,c,d,e,f,g", "one to 6 axes"), ("tune rosenbrock newton", "no knob 'lr'"),
      ("tune rosenbrock adam sgd --over lr,beta1", "'sgd' has no knob 'beta1'"),
      ("tune rosenbrock adam sgd --over lr,beta1", "name others, or other axes"),
      ("tune rosenbrock --noise -1", "--noise must be at least 0"), ("tune saddle", "no known minimum"),
      ("tune rosenbrock --repeats 0", "from 1 to 1000"), ("tune rosenbrock -n 100000000", "steps in all"),
      ("tune rosenbrock adam adam", "named twice"), ("tune rosenbrock --optimizers ,", "names none"),
    ])
  func mistakes(line: String, words: String) throws {
    let outcome = try Command.line(line)
    #expect(outcome.code == 64 && outcome.errors.contains(words), "\(outcome.errors)")
  }
}

import Experiments
import Optimizers
import Surfaces

/// A step taken apart, for a terminal.
struct StepText {
  let explained: ExplainedStep
  let words: StepWords

  private var account: StepAccount { explained.account }
  private var variables: [String] { explained.surface.variables }

  /// What was known, what the equations make of it, and what came of it.
  var text: String {
    [head, table, once, equations, wrappers].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var head: String {
    let step = account.step
    let place = step == 1 ? "the start" : "point \(step - 1)"
    let run = explained.run
    let facts = [
      words.rate(run, explained.terms),
      account.rate.flatMap { $0 == run.rate ? nil : "\(words.number($0)) in this step" },
      "start \(words.place(explained.terms.start))",
      explained.terms.noise > 0 ? "noise \(words.number(explained.terms.noise)), seed \(explained.terms.seed)" : nil,
    ].compactMap(\.self)
    return "\(run.entrant.label) on \(explained.surface.title): step \(step), from \(place) to point \(step)\n"
      + DemoReport.wrapped(facts.joined(separator: "; "))
  }

  // MARK: - What was known, and what came of it

  private var table: String {
    var table = TextTable([("", .left)] + variables.map { ($0, .right) } + [("loss", .right)])
    func row(_ title: String, _ numbers: [Double], loss: Double? = nil) {
      table.add([title] + numbers.map(words.number) + [loss.map(words.number) ?? ""])
    }
    row("point before", account.from.point, loss: account.from.loss)
    row("gradient there", account.from.gradient)
    if let asked = account.asked, asked != account.innerFrom { row("asked at", asked) }
    if let seen = account.seen, seen != account.from.gradient { row("gradient seen", seen) }
    if account.innerFrom != account.from.point { row("stepped from", account.innerFrom) }
    if let curvature = account.curvature { row("curvature", curvature) }
    for field in explained.vectorsBefore { row("\(title(field)) before", field.values) }
    for field in explained.vectorsAfter { row("\(title(field)) after", field.values) }
    if account.innerTo != account.to.point { row("stepped to", account.innerTo) }
    row("displacement", account.displacement)
    row("point after", account.to.point, loss: account.to.loss)
    return table.text
  }

  private func title(_ field: MemoryVector) -> String { field.words + (field.letter.map { " \($0)" } ?? "") }

  private func title(_ field: Remembered) -> String { StepWords.words(field, letters: explained.letters) }

  /// What is remembered once for the run, and how often the surface was asked.
  private var once: String {
    let numbers = account.after.filter { $0.scope == .run }.map { field in
      let before = account.before(field.name)?.values.first.map { words.number($0) + " -> " } ?? ""
      return "\(title(field)): \(before)\(words.number(field.values[0]))\n"
    }
    let asked = account.questions.count
    return numbers.joined() + (asked == 1 ? "" : "asked the surface \(asked) times in this step\n")
  }

  // MARK: - The equations

  private var equations: String {
    guard let equations = explained.equations else { return unread }
    return equations.map(lines).joined()
  }

  private func lines(_ equation: WorkedEquation) -> String {
    let condition = equation.statement.condition
    let letters = equation.statement.text.replacing("<-", with: "\u{2190}")
    let head = letters + (condition.isEmpty ? "" : "    \(condition)")
    guard equation.isUsed else { return "\(head)\n    not in this step\n" }
    guard !equation.isSingle else { return "\(head)\n    \(line(equation, 0))\n" }
    let body = variables.indices.map { index in
      let what =
        equation.holds[index] ? line(equation, index) : "not here; stays \(words.number(equation.result(index)))"
      return "    \(variables[index]): \(what)\n"
    }
    return "\(head)\n\(body.joined())"
  }

  /// The numbers and the result; what is but a number is not said twice.
  private func line(_ equation: WorkedEquation, _ coordinate: Int) -> String {
    let (numbers, result) = (equation.numbers(coordinate, words.style), words.number(equation.result(coordinate)))
    return numbers == result ? result : "\(numbers) = \(result)"
  }

  /// The equations as they stand, where numbers cannot be put in.
  private var unread: String {
    let lines = SourceEquations.of(explained.run.entrant.optimizer)
    guard !lines.isEmpty else { return "" }
    return "The equations, which hold more than numbers can be put in for:\n" + lines.map { "    \($0)\n" }.joined()
  }

  /// The equations of what is wrapped around the optimizer.
  private var wrappers: String {
    let lines = SourceEquations.around(explained.run.entrant.optimizer)
    return lines.isEmpty ? "" : "Around it:\n" + lines.map { "    \($0)\n" }.joined()
  }
}

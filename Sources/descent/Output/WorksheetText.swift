import Calculus
import Experiments
import Formulas
import Optimizers
import Surfaces

/// A worksheet as text, filled in or blank.
struct WorksheetText {
  let sheet: Worksheet
  let words: StepWords
  let form: MakeWorksheet.Format

  private var surface: Surface { sheet.surface }

  /// What is given, then the table.
  func text(isBlank: Bool) -> String {
    switch form {
    case .csv: csv(isBlank: isBlank)
    case .text: title + "\n\n" + given.joined(separator: "\n") + "\n\n" + code + "\n" + table(isBlank, .text)
    case .markdown:
      "## \(title)\n\n" + given.map { "- \($0)\n" }.joined() + "\n```\n\(code)```\n\n" + table(isBlank, .markdown)
    case .latex:
      "\\section*{\(TextTable.latex(title))}\n\n\\begin{itemize}\n"
        + given.map { "  \\item \(TextTable.latex($0))\n" }.joined() + "\\end{itemize}\n\n\\begin{verbatim}\n"
        + code.replacing("\u{2190}", with: "<-") + "\\end{verbatim}\n\n" + table(isBlank, .latex)
    }
  }

  // MARK: - What is given

  private var title: String { "\(sheet.entrant.label) on \(surface.title), by hand" }

  private var given: [String] {
    let gradient = GradientText.lines(of: surface)
    let knobs = sheet.entrant.optimizer.settings.map { "\($0.name) = \($0.value)" }
    return ["f(\(surface.variables.joined(separator: ", "))) = \(formula)"] + gradient
      + ["start: \(words.place(sheet.start.point)), loss \(words.number(sheet.start.loss))"]
      + [rate].compactMap(\.self) + (knobs.isEmpty ? [] : ["knobs: \(knobs.joined(separator: ", "))"])
      + [
        "row k: the gradient at point k - 1, what is remembered after the step, the displacement, and point k"
      ]
  }

  private var formula: String {
    let parameters = surface.parameters.map { "\($0.name) = \(Numbers.shortest($0.value))" }
    let definitions = surface.formula.definitions.map { "\($0.name) = \($0.text)" }
    let names = definitions + parameters
    let mean = surface.data == nil ? "" : "mean over the rows of "
    return mean + surface.formula.text + (names.isEmpty ? "" : ", where \(names.joined(separator: ", "))")
      + surface.wrappers.map { ", then \($0)" }.joined()
  }

  private var rate: String? {
    switch sheet.rate {
    case .given(let rate): "rate \(Numbers.shortest(rate)), as asked"
    case .rounded(let rate, let tuned):
      "rate \(Numbers.shortest(rate)): the one tuned for 500 steps, \(words.number(tuned)), rounded down to one figure"
    case .usual(let rate): "rate \(Numbers.shortest(rate)), the library's"
    case .none: nil
    }
  }

  private var code: String {
    let around = SourceEquations.around(sheet.entrant.optimizer)
    return (SourceEquations.of(sheet.entrant.optimizer) + around).map { "    \($0)\n" }.joined()
  }

  // MARK: - The table

  /// A column: its title, and its number in each step.
  private struct Column {
    let title: String
    let name: String
    /// What is known before the first step.
    let first: String
    let number: (StepAccount) -> Double?
  }

  private var columns: [Column] {
    let variables = surface.variables
    func vector(
      _ title: String, _ name: String, first: [Double]? = nil, _ numbers: @escaping (StepAccount) -> [Double]?
    ) -> [Column] {
      variables.enumerated().map { index, variable in
        Column(
          title: title.isEmpty ? variable : "\(title) \(variable)",
          name: name.isEmpty ? variable : "\(name)_\(variable)",
          first: first.map { text($0[index]) } ?? ""
        ) { account in numbers(account).flatMap { $0.indices.contains(index) ? $0[index] : nil } }
      }
    }
    let gradient = vector("gradient", "gradient") { $0.seen ?? $0.from.gradient }
    let state = fields.flatMap { field -> [Column] in
      let title = StepWords.words(field, letters: sheet.letters)
      let name = field.words.replacing(" ", with: "_")
      if field.scope == .coordinate { return vector(title, name) { $0.after(field.name)?.values } }
      return [Column(title: title, name: name, first: "") { $0.after(field.name)?.values.first }]
    }
    let displacement = vector("step", "step") { $0.displacement }
    let point = vector("", "", first: sheet.start.point) { $0.to.point }
    let loss = Column(title: "loss", name: "loss", first: text(sheet.start.loss)) { $0.to.loss }
    return gradient + state + displacement + point + [loss]
  }

  /// What is remembered and is ever other than 0.
  private var fields: [Remembered] {
    (sheet.accounts.last?.after ?? []).filter { field in
      field.scope != .step
        && sheet.accounts.contains { $0.after(field.name)?.values.contains { $0 != 0 } ?? false }
    }
  }

  private func text(_ number: Double) -> String { form == .csv ? Numbers.shortest(number) : words.number(number) }

  private func rows(_ columns: [Column], isBlank: Bool, gap: String) -> [[String]] {
    let first = ["0"] + columns.map(\.first)
    return [first]
      + sheet.accounts.map { account in
        ["\(account.step)"] + columns.map { isBlank ? gap : $0.number(account).map(text) ?? "" }
      }
  }

  private func table(_ isBlank: Bool, _ form: TableForm) -> String {
    let columns = columns
    var table = TextTable([("k", .right)] + columns.map { ($0.title, .right) })
    let gap = form == .text ? "........" : ""
    for row in rows(columns, isBlank: isBlank, gap: gap) { table.add(row) }
    return table.text(as: form)
  }

  private func csv(isBlank: Bool) -> String {
    let columns = columns
    let lines = [["k"] + columns.map(\.name)] + rows(columns, isBlank: isBlank, gap: "")
    return lines.map { $0.joined(separator: ",") + "\r\n" }.joined()
  }
}

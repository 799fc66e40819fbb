import Drawing
import Experiments
import Optimizers
import Surfaces

/// The numbers of a step beside its map: what went in, and every equation with its numbers.
struct StepColumn {
  /// A line of the column.
  private struct Line {
    var text: String
    var indent = 0.0
    var isStrong = false
    var isFaint = false
    /// A name in front of the line: the coordinate.
    var name: String?
    /// The space above it, in lines.
    var space = 0.0
  }

  private let paragraphs: [Line]

  /// How tall a line is, in terms of its size.
  private static let leading = 1.36
  private static let sizes = (most: 6.9, least: 4.2)

  /// The column of a step.
  ///
  /// - Parameter unread: the lines of equations whose numbers cannot be put in.
  init(_ explained: ExplainedStep, unread: [String]) {
    let style = EquationStyle(isTypeset: true) { NumberText.significant($0, figures: 4, plainFrom: -3) }
    paragraphs =
      Self.known(explained, style)
      + (explained.equations.map { Self.worked($0, explained.surface.variables, style) }
        ?? unread.map { Line(text: $0.replacing("-", with: "\u{2212}").replacing("<\u{2212}", with: "\u{2190}")) })
  }

  /// Point, gradient and memory, and the displacement they lead to.
  private static func known(_ explained: ExplainedStep, _ style: EquationStyle) -> [Line] {
    let account = explained.account
    func place(_ numbers: [Double]) -> String { "(\(numbers.map(style.number).joined(separator: ", ")))" }
    func line(_ name: String, _ numbers: [Double]) -> Line { Line(text: "\(name) \(place(numbers))") }
    let variables = explained.surface.variables.joined(separator: ", ")
    var lines = [Line(text: "(\(variables)) in step \(account.step)", isStrong: true)]
    lines.append(line("point", account.from.point))
    lines.append(line("gradient", account.from.gradient))
    if let seen = account.seen, seen != account.from.gradient { lines.append(line("gradient seen", seen)) }
    for field in account.before where field.scope == .coordinate {
      let words = field.name.reduce(into: "") { $0 += $1.isUppercase ? " \($1.lowercased())" : String($1) }
      let letter = explained.letters[field.name].map { ", \(style.name($0))," } ?? ""
      lines.append(line("\(words)\(letter) before", field.values))
    }
    lines.append(line("displacement", account.displacement))
    var head = Line(text: explained.equations == nil ? "The equations" : "The equations with their numbers", isStrong: true)
    head.space = 0.7
    return lines + [head]
  }

  private static func worked(_ equations: [WorkedEquation], _ variables: [String], _ style: EquationStyle) -> [Line] {
    equations.flatMap { equation -> [Line] in
      // What does not hold in this step has no numbers.
      guard equation.isUsed else { return [] }
      var head = Line(text: equation.letters(style))
      head.space = 0.35
      func numbers(_ coordinate: Int, _ name: String?) -> Line {
        let result = style.number(equation.result(coordinate))
        let numbers = equation.numbers(coordinate, style)
        let text =
          !equation.holds[coordinate] ? "stays \(result)" : numbers == result ? result : "\(numbers) = \(result)"
        return Line(text: text, indent: 1, isFaint: true, name: name)
      }
      return [head] + (equation.isSingle ? [numbers(0, nil)] : variables.indices.map { numbers($0, variables[$0]) })
    }
  }

  // MARK: - Drawing

  /// The marks in a box: in the largest size at which all of it has room.
  func marks(in box: Rect, _ theme: Theme) -> [Mark] {
    var size = Self.sizes.most
    while size > Self.sizes.least, height(size, box.width) > box.height { size -= 0.1 }
    var marks: [Mark] = []
    var y = box.y
    for line in paragraphs {
      y += line.space * size * Self.leading
      let indent = box.x + line.indent * size * 1.3
      let color = line.isFaint ? theme.secondaryInk : theme.ink
      for (index, part) in wrapped(line, size, box.width).enumerated() {
        y += size * Self.leading
        // What does not fit on the least size is left out, and the numbers stand in the text anyway.
        guard y <= box.maxY + 0.5 else { return marks }
        if index == 0, let name = line.name {
          marks.append(.text(Text(name, at: Point(indent - size * 0.2, y), size: size, color: color, isItalic: true)))
        }
        let x = indent + (line.name == nil ? 0 : size * 1.3) + (index == 0 ? 0 : size * 1.5)
        marks.append(
          .text(Text(part, at: Point(x, y), size: size, color: color, weight: line.isStrong ? .bold : .regular)))
      }
    }
    return marks
  }

  private func height(_ size: Double, _ width: Double) -> Double {
    paragraphs.reduce(0) { $0 + ($1.space + Double(wrapped($1, size, width).count)) * size * Self.leading }
  }

  /// The parts of a line that fit a width; it breaks before signs.
  private func wrapped(_ line: Line, _ size: Double, _ width: Double) -> [String] {
    let room = width - (line.indent * 1.3 + (line.name == nil ? 0 : 1.3)) * size
    let weight: FontWeight = line.isStrong ? .bold : .regular
    var parts: [String] = []
    var current = ""
    for piece in Self.pieces(of: line.text) {
      let next = current.isEmpty ? piece : current + " " + piece
      let space = parts.isEmpty ? room : room - 1.5 * size
      if !current.isEmpty, Text.width(of: next, size: size, weight: weight) > space {
        parts.append(current)
        current = piece
      } else {
        current = next
      }
    }
    return parts + [current]
  }

  /// The words of a line, a sign with what follows it.
  private static func pieces(of text: String) -> [String] {
    let signs = ["+", "\u{2212}", "/", "\u{B7}", "=", "\u{2190}"]
    var pieces: [String] = []
    var sign = ""
    for word in text.split(separator: " ").map({ String($0) }) {
      if signs.contains(word), !pieces.isEmpty || word != "\u{2190}" {
        sign += word + " "
      } else {
        pieces.append(sign + word)
        sign = ""
      }
    }
    return sign.isEmpty ? pieces : pieces + [sign]
  }
}

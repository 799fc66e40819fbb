import Drawing
import Experiments
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
    /// Numbers in columns of their own, to the right.
    var cells: [String] = []
  }

  private let paragraphs: [Line]

  /// How tall a line is, in terms of its size.
  private static let leading = 1.36
  private static let sizes = (most: 7.6, least: 4.2)

  /// The column of a step.
  ///
  /// - Parameter unread: the lines of equations whose numbers cannot be put in.
  ///   - around: the lines of the equations of wrappers, with a name before each.
  init(_ explained: ExplainedStep, unread: [String], around: [String]) {
    let style = EquationStyle(isTypeset: true, number: Self.number)
    paragraphs =
      Self.known(explained, style)
      + (explained.equations.map { Self.worked($0, explained.surface.variables, style) } ?? Self.plain(unread))
      + (around.isEmpty ? [] : [Line(text: "Around it", isStrong: true, space: 0.7)] + Self.plain(around))
  }

  /// A number with four figures, without zeros that say nothing.
  private static func number(_ value: Double) -> String {
    let text = NumberText.significant(value, figures: 4, plainFrom: -3)
    let parts = text.split(separator: "×", maxSplits: 1).map(String.init)
    var digits = parts[0]
    if digits.contains(".") {
      while digits.last == "0" { digits.removeLast() }
      if digits.last == "." { digits.removeLast() }
    }
    guard parts.count == 2 else { return digits }
    return digits == "1" ? parts[1] : "\(digits)×\(parts[1])"
  }

  /// Equations as they were written, what stands beside them below.
  private static func plain(_ lines: [String]) -> [Line] {
    lines.flatMap { line in
      // What stands under the arrow of the line above is no remark.
      line.replacing(#/ +(?:<-|←) */#, with: " \u{2190} ").split(separator: "  ").map { $0.drop { $0 == " " } }.filter {
        !$0.isEmpty
      }.enumerated().map { index, part in
        let text = part.replacing("<-", with: "\u{2190}").replacing("<=", with: "\u{2264}").replacing(
          "-", with: "\u{2212}")
        return Line(text: String(text), indent: index == 0 ? 0 : 1, isFaint: index > 0)
      }
    }
  }

  /// Point, gradient and memory, and the displacement they lead to.
  private static func known(_ explained: ExplainedStep, _ style: EquationStyle) -> [Line] {
    let account = explained.account
    func line(_ name: String, _ numbers: [Double]) -> Line { Line(text: name, cells: numbers.map(style.number)) }
    var lines = [Line(text: "step \(account.step)", isStrong: true, cells: explained.surface.variables)]
    lines.append(line("point", account.from.point))
    lines.append(line("gradient", account.from.gradient))
    if let asked = account.asked, asked != account.innerFrom { lines.append(line("asked at", asked)) }
    if let seen = account.seen, seen != account.from.gradient { lines.append(line("gradient seen", seen)) }
    for field in explained.vectorsBefore {
      lines.append(line("\(field.words) before" + letter(field, style), field.values))
    }
    for field in explained.vectorsAfter {
      lines.append(line("\(field.words) after" + letter(field, style), field.values))
    }
    lines.append(line("displacement", account.displacement))
    lines.append(line("point after", account.to.point))
    var head = Line(
      text: explained.equations == nil ? "The equations" : "The equations with their numbers", isStrong: true)
    head.space = 0.7
    return lines + [head]
  }

  /// The letter of something remembered, after a comma.
  private static func letter(_ field: MemoryVector, _ style: EquationStyle) -> String {
    field.letter.map { ", \(style.name($0))" } ?? ""
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
      if !line.cells.isEmpty {
        y += size * Self.leading
        marks += row(line, at: Point(box.x, y), size, theme)
        continue
      }
      let indent = box.x + line.indent * size * 1.3
      let color = line.isFaint ? theme.secondaryInk : theme.ink
      for (index, part) in wrapped(line, size, box.width).enumerated() {
        y += size * Self.leading
        // What does not fit on the least size is left out, and the numbers stand in the text anyway.
        guard y <= box.maxY + 0.5 else {
          return marks + [.text(Text("…", at: Point(box.x, y), size: size, color: color))]
        }
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

  /// A name and its numbers, each column as wide as it needs.
  private func row(_ line: Line, at place: Point, _ size: Double, _ theme: Theme) -> [Mark] {
    let rows = paragraphs.filter { !$0.cells.isEmpty }
    let weight: FontWeight = line.isStrong ? .bold : .regular
    var right = place.x + (rows.map { Text.width(of: $0.text, size: size) }.max() ?? 0)
    var marks: [Mark] = [.text(Text(line.text, at: place, size: size, color: theme.ink, weight: weight))]
    for (index, cell) in line.cells.enumerated() {
      right += 1.6 * size + (rows.map { Text.width(of: $0.cells[index], size: size) }.max() ?? 0)
      marks.append(
        .text(
          Text(
            cell, at: Point(right, place.y), size: size, color: line.isStrong ? theme.ink : theme.secondaryInk,
            anchor: .end, isItalic: line.isStrong)))
    }
    return marks
  }

  private func height(_ size: Double, _ width: Double) -> Double {
    paragraphs.reduce(0) { sum, line in
      let lines = line.cells.isEmpty ? wrapped(line, size, width).count : 1
      return sum + (line.space + Double(lines)) * size * Self.leading
    }
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

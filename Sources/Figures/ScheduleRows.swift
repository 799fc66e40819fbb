import Drawing
import Experiments

/// The legend of a figure of schedules: for each a disc, its name, and what it comes to.
struct ScheduleRows {
  let courses: [ScheduleCourse]
  let styles: [RunStyle]
  let box: Rect

  private static let (nameSize, factSize) = (7.0, 5.8)

  /// The marks, first painted first.
  func marks(_ theme: Theme) -> [Mark] {
    let height = min(30, box.height / Double(courses.count))
    let hasFacts = height >= 20
    return zip(courses, styles).enumerated().flatMap { index, entry -> [Mark] in
      let (course, style) = entry
      let middle = box.y + height * (Double(index) + 0.5)
      let nameAt = hasFacts ? middle - 3.4 : middle
      let room = box.width - 14
      let name = course.name.fitted(size: Self.nameSize, least: 5.4, width: room, weight: .bold)
      var marks = style.disc(at: Point(box.x + 4.4, nameAt), radius: min(4.3, 0.4 * height), theme)
      marks.append(
        .text(
          Text(
            name.string, at: Point(box.x + 13, nameAt + Text.baselineDrop(size: name.size)), size: name.size,
            color: theme.ink, weight: .bold)))
      if hasFacts {
        let facts = Self.facts(course).fitted(size: Self.factSize, least: 4.8, width: room, weight: .regular)
        marks.append(
          .text(
            Text(
              facts.string, at: Point(box.x + 13, middle + 6.2 + Text.baselineDrop(size: facts.size)), size: facts.size,
              color: theme.secondaryInk)))
      }
      if index > 0 {
        let y = box.y + height * Double(index)
        marks.append(
          .stroke(Path(line: [Point(box.x, y), Point(box.maxX, y)]), Stroke(theme.rule, width: 0.35, cap: .butt)))
      }
      return marks
    }
  }

  /// The width at which nothing is shrunk.
  static func width(of courses: [ScheduleCourse]) -> Double {
    courses.map { course in
      13
        + max(
          Text.width(of: course.name, size: nameSize, weight: .bold), Text.width(of: facts(course), size: factSize))
    }.max() ?? 0
  }

  /// A number as short as it can be told.
  private static func number(_ value: Double) -> String {
    let exact = NumberText.shortest(value)
    if exact.count <= 6 { return exact }
    var text = NumberText.rate(value)
    guard text.contains("."), !text.contains("^") else { return text }
    while text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : text
  }

  /// The first, the highest and the last rate, and the mean.
  private static func facts(_ course: ScheduleCourse) -> String {
    let values = course.values
    guard let first = values.first, let last = values.last, let peak = values.max() else { return "" }
    let top = values.firstIndex(of: peak) ?? 0
    let parts =
      ["first \(number(first))"]
      + (top > 0 && top < values.count - 1 ? ["peak \(number(peak)) at \(top + 1)"] : [])
      + ["last \(number(last))", "mean \(number(course.mean))"]
    return parts.joined(separator: "  \u{00B7}  ")
  }
}

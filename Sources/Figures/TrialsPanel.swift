import Drawing
import Experiments

/// Where one search has tried: its points over the score of two axes, and what each axis alone has seen of them.
///
/// The strips above and at the right show the best score there is at each setting of one axis, whatever the other, as a
/// hill; the lines in them are the settings that were tried. A grid stands on few of them again and again. With a single
/// axis the panel shows the score itself as a curve.
struct TrialsPanel {
  let course: SearchCourse
  let setting: SearchSetting
  let field: ScoreField
  /// The score of the lowest node.
  let lowest: Double
  let box: Rect
  let hasLabels: (x: Bool, y: Bool)

  /// The thickness of the strips.
  static let strip = 13.0
  private static let gap = 1.6
  private static let titleSize = 6.6

  private var isFlat: Bool { setting.axes.count == 1 }
  private var first: SearchAxis { SearchAxis(setting.axes[0], length: box.width) }
  private var second: SearchAxis { SearchAxis(setting.axes[isFlat ? 0 : 1], length: box.height) }

  func marks(_ theme: Theme) -> [Mark] {
    let hue = theme.hue(of: course.kind)
    var marks = isFlat ? curve(theme) : ground(theme)
    marks.append(.clip(box.inset(by: -0.6), points(hue, theme)))
    marks.append(.stroke(.box(box), Stroke(theme.frame, width: 0.55, cap: .butt)))
    marks += first.marks(below: box, hasLabels: hasLabels.x, theme)
    if isFlat {
      marks += rug(in: Rect(box.x, box.y - Self.gap - 5, box.width, 5), hue, theme)
      if hasLabels.y { marks += gaps(theme) }
    } else {
      marks += second.marks(leftOf: box, hasLabels: hasLabels.y, theme)
      marks += strips(hue, theme)
    }
    return marks + head(hue, theme)
  }

  private func place(_ trial: SearchTrial) -> Point {
    let x = box.x + box.width * trial.point[0]
    return isFlat
      ? Point(x, height(trial.score)) : Point(x, box.maxY - box.height * trial.point[1])
  }

  /// All trials, the best one as a star.
  private func points(_ hue: Color, _ theme: Theme) -> [Mark] {
    let radius = course.trials.count > 120 ? 1.0 : course.trials.count > 40 ? 1.3 : 1.7
    var marks: [Mark] = course.trials.flatMap { trial -> [Mark] in
      let center = place(trial)
      return [
        .fill(.circle(center: center, radius: radius + 0.35), theme.halo.withAlpha(0.75)),
        .fill(.circle(center: center, radius: radius), hue),
      ]
    }
    if let best = course.best {
      let star = Path.star(center: place(best), radius: 3.6)
      marks += [.stroke(star, Stroke(theme.halo, width: 1.8)), .fill(star, theme.star)]
    }
    return marks
  }

  private func head(_ hue: Color, _ theme: Theme) -> [Mark] {
    let baseline = box.y - (isFlat ? 5 : Self.strip) - Self.gap - 3.2
    let name = Text(course.kind.name, at: Point(box.x, baseline), size: Self.titleSize, color: hue, weight: .bold)
    let counts = setting.axes.indices.prefix(2).map { axis in
      "\(Set(course.trials.map { $0.settings[axis] }).count) \(setting.axes[axis].name)"
    }
    let left = box.x + name.width + 4
    let tail = "tries " + counts.joined(separator: ", ")
    let fitted = tail.fitted(size: 5.8, least: 4.6, width: box.maxX + Self.strip - left, weight: .regular)
    return [
      .text(name), .text(Text(fitted.string, at: Point(left, baseline), size: fitted.size, color: theme.secondaryInk)),
    ]
  }

  // MARK: - Two axes

  /// Above this a run was not calm: a calm one falls, if only by a hair.
  private static let nothing = -1e-12

  /// The scores as nested regions, the highest of them those that were not calm.
  private func ground(_ theme: Theme) -> [Mark] {
    let rows = (0..<field.rows).reversed().flatMap { row in
      field.scores[row * field.columns..<(row + 1) * field.columns]
    }
    let grid = Grid(columns: field.columns, rows: field.rows, frame: box, values: rows)
    let floor = min(lowest, -1)
    let steps = 8
    let levels = (1...steps).map { floor * (1 - Double($0) / Double(steps + 1)) } + [Self.nothing]
    let rings = grid.rings(above: levels, on: .linear)
    var marks: [Mark] = [.fill(.box(box), theme.ground(at: 0))]
    for (index, rings) in rings.enumerated() where !rings.isEmpty {
      let path = Path(rings.map { Path.Piece($0.points, isClosed: true) })
      let isLost = index == levels.count - 1
      let share = Double(index + 1) / Double(steps)
      marks.append(.fill(path, isLost ? Self.lostGround(theme) : theme.ground(at: share)))
      let lines = rings.filter { $0.thinness >= 1.3 }.flatMap(\.lines)
      marks.append(.stroke(Path(lines), Stroke(theme.hairline.withAlpha(0.45), width: 0.28, cap: .butt)))
    }
    return marks
  }

  /// Where runs are not calm; in black and white, darker than all else.
  private static func lostGround(_ theme: Theme) -> Color {
    let tint = theme.badBadge.ground
    return tint.contrast(with: theme.page) < 2 ? tint : theme.ground(at: 1).mixed(with: theme.ink, 0.25)
  }

  private func strips(_ hue: Color, _ theme: Theme) -> [Mark] {
    let above = Rect(box.x, box.y - Self.gap - Self.strip, box.width, Self.strip)
    let beside = Rect(box.maxX + Self.gap, box.y, Self.strip, box.height)
    let (alongFirst, alongSecond) = (field.alongFirst, field.alongSecond)
    let hill = alongFirst.indices.map { index in
      Point(along(index, alongFirst.count, above), above.maxY - above.height * rise(alongFirst[index]))
    }
    let slope = alongSecond.indices.map { index in
      Point(
        beside.x + beside.width * rise(alongSecond[index]),
        beside.maxY - beside.height * Double(index) / Double(max(1, alongSecond.count - 1)))
    }
    let color = theme.ground(at: 1).mixed(with: theme.ink, 0.12)
    let feet = (
      [Point(above.maxX, above.maxY), Point(above.x, above.maxY)],
      [Point(beside.x, beside.y), Point(beside.x, beside.maxY)]
    )
    return [.fill(Path(ring: hill + feet.0), color), .fill(Path(ring: slope + feet.1), color)]
      + rug(in: above, hue, theme) + rug(beside: beside, hue)
  }

  private func along(_ index: Int, _ count: Int, _ strip: Rect) -> Double {
    strip.x + strip.width * Double(index) / Double(max(1, count - 1))
  }

  /// How high the hill of a score is: 1 at the best node, 0 where runs get nowhere.
  private func rise(_ score: Double) -> Double { min(max(score / min(lowest, -1), 0), 1) }

  /// The settings of the first axis that were tried.
  private func rug(in strip: Rect, _ hue: Color, _ theme: Theme) -> [Mark] {
    let places = Set(course.trials.map { $0.point[0] }).sorted()
    let lines = places.map { share in
      let x = strip.x + strip.width * share
      return Path.Piece([Point(x, strip.maxY), Point(x, strip.maxY - Self.rugLength)], isClosed: false)
    }
    return [.stroke(Path(lines), Stroke(hue.withAlpha(0.85), width: Self.rugWidth(places.count), cap: .butt))]
  }

  private func rug(beside strip: Rect, _ hue: Color) -> [Mark] {
    let places = Set(course.trials.map { $0.point[1] }).sorted()
    let lines = places.map { share in
      let y = strip.maxY - strip.height * share
      return Path.Piece([Point(strip.x, y), Point(strip.x + Self.rugLength, y)], isClosed: false)
    }
    return [.stroke(Path(lines), Stroke(hue.withAlpha(0.85), width: Self.rugWidth(places.count), cap: .butt))]
  }

  private static let rugLength = 4.0

  private static func rugWidth(_ count: Int) -> Double { count > 60 ? 0.3 : 0.55 }

  // MARK: - One axis

  /// The height of a score in the box of a single axis.
  private func height(_ score: Double) -> Double {
    let floor = min(lowest, -1)
    let share = (min(score, SearchTrial.worst) - floor) / (SearchTrial.worst - floor)
    return box.maxY - 4 - (box.height - 8) * share
  }

  private func curve(_ theme: Theme) -> [Mark] {
    let line = field.scores.indices.map { index in
      Point(along(index, field.columns, box), height(field.scores[index]))
    }
    let level = height(0)
    return [
      .fill(.box(box), theme.panelGround),
      .stroke(
        Path(line: [Point(box.x, level), Point(box.maxX, level)]),
        Stroke(theme.secondaryInk, width: 0.5, dash: [2.2, 2], cap: .butt)),
      .clip(box, [.stroke(Path(line: line), Stroke(theme.ghost, width: 0.9))]),
      .text(
        Text(
          "nothing gained, or not calm", at: Point(box.x + 3, level - 2.4), size: 5.2, color: theme.secondaryInk)),
    ]
  }

  /// The room that gaps take at the left of the box of a single axis.
  static let gapReach = 20.0

  /// The gaps at the left, every second decade, or every one where there are few.
  private func gaps(_ theme: Theme) -> [Mark] {
    let floor = Int(min(lowest, -1).rounded(.up))
    let stride = floor < -4 ? -2 : -1
    return Swift.stride(from: 0, through: floor, by: stride).flatMap { exponent -> [Mark] in
      let y = height(Double(exponent))
      let label = exponent == 0 ? "1" : NumberText.power(ofTen: exponent)
      return [
        .stroke(
          Path(line: [Point(box.x - 2.2, y), Point(box.x, y)]), Stroke(theme.frame, width: 0.5, cap: .butt)),
        .text(
          Text(
            label, at: Point(box.x - 3.6, y + Text.baselineDrop(size: SearchAxis.size)), size: SearchAxis.size,
            color: theme.secondaryInk, anchor: .end)),
      ]
    }
  }
}

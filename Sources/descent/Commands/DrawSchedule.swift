import ArgumentParser
import Experiments
import Figures
import Schedules

/// `descent schedule`: draws schedules, or prints them.
struct DrawSchedule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Draw learning-rate schedules on shared axes, or print them.",
    discussion: """
      descent schedule cosine one-cycle sgdr --lr 0.1 --steps 200
      descent schedule step:step_size=50,gamma=0.5 exponential --format csv
      descent schedule linear@10%+cosine momentum=ramp
      descent list schedules

      A length is a number of steps or a share of the run: T_max=100 or T_max=50%. \
      'linear@10%+cosine' is one after the other, 'linear*exponential' both at once.
      """)

  /// What is made of the schedules.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv }

  /// How rates are spread over the height.
  enum Scale: String, ExpressibleByArgument, CaseIterable { case linear, log }

  @Argument(parsing: .remaining, help: ArgumentHelp("The schedules, with their settings.", valueName: "schedule"))
  var names: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("The base rate.", valueName: "rate"))
  var lr: String = "0.1"

  @Option(
    name: [.customShort("n"), .long], parsing: .unconditional, help: ArgumentHelp("How many steps.", valueName: "n"))
  var steps: String = "500"

  @Option(help: "What to make: a figure, or csv on standard output.")
  var format: Format = .figure

  @Option(help: "How rates are spread over the height: linear or log.")
  var scale: Scale = .linear

  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @OptionGroup var threadOptions: ThreadOptions

  /// The longest run that is written out, in steps.
  private static let longest = 1_000_000

  func run() throws {
    let request = try figureOptions.read()
    let threads = try threadOptions.count()
    let base = try Numbers.positive(lr, what: "--lr")
    guard let count = Int(steps), count > 0 else {
      throw Refusal.asked("--steps must be a whole number above 0, not '\(steps)'")
    }
    guard count <= Self.longest else {
      throw Refusal.asked("--steps \(count) is more than is written out; at most \(Self.longest)")
    }
    guard !names.isEmpty else {
      throw Refusal.asked("which schedule? name one or more, as in 'descent schedule cosine'; \(Self.list)")
    }
    let courses = try reading { try names.map { try ScheduleCourse($0, base: base, steps: count) } }
    let knobs = Set(courses.compactMap(\.knob))
    guard knobs.count <= 1 else {
      throw Refusal.asked(
        "one knob stands beside the rate, not \(knobs.sorted().joined(separator: " and ")); draw them one by one")
    }
    if format == .csv {
      guard knobs.isEmpty || courses.allSatisfy({ $0.knob != nil }) else {
        throw Refusal.asked("a column holds rates or one knob; print the schedules of '\(knobs.first ?? "")' apart")
      }
      return try StandardStreams.write(Self.csv(courses, names: names))
    }
    guard courses.count <= ScheduleFigure.most else {
      throw Refusal.asked("a figure shows at most \(ScheduleFigure.most) schedules, not \(courses.count); name fewer")
    }
    var figure = ScheduleFigure(courses, base: base, theme: request.theme)
    figure.title = request.title
    figure.hasFooter = request.caption == nil
    figure.isLogarithmic = scale == .log
    let file = FigureFile(request: request, name: variantName, recipe: Recipe(surfaces: []))
    try file.publish(figure.picture(on: request.size), caption: figure.caption, threads: threads)
  }

  private static let list = "'descent list schedules' shows what there is"

  private var variantName: String {
    var name = VariantName("schedule")
    for schedule in names { name.add(schedule) }
    name.add(lr == "0.1" ? nil : "lr-\(lr)")
    name.add(steps == "500" ? nil : "\(steps)-steps")
    name.add(scale == .linear ? nil : scale.rawValue)
    name.add(lookOf: figureOptions)
    return name.text
  }

  /// Comma-separated values (RFC 4180): `step,lr`, or `schedule,step,lr` for several.
  ///
  /// Schedules that drive a knob have its name in place of `lr`.
  private static func csv(_ courses: [ScheduleCourse], names: [String]) -> String {
    let hasNames = courses.count > 1
    var text = (hasNames ? "schedule,step," : "step,") + (courses.first?.knob ?? "lr") + "\r\n"
    for (course, name) in zip(courses, names) {
      let head = hasNames ? TrajectoryCSV.quoted(name) + "," : ""
      for (index, value) in course.values.enumerated() {
        text += "\(head)\(index + 1),\(Numbers.shortest(value))\r\n"
      }
    }
    return text
  }
}

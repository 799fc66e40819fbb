import ArgumentParser
import Calculus
import Experiments
import Surfaces

/// `descent map`: every pixel is a run.
struct MapOutcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map",
    abstract: "Draw a map on which every pixel is a run: over starts, over knobs, or as the surface changes.",
    discussion: """
      descent map himmelblau adam:lr=0.05
      descent map two-wells sgd momentum --steps 300
      descent map ellipse100 momentum --over lr,momentum
      descent map rosenbrock adam --over lr=1e-3..1,beta1=0..0.999 --show loss --inset 0.1,0.9
      descent map rosenbrock --over lr
      descent map ellipse100 sgd adam --over rotation=0..45
      descent map himmelblau adam -o basins.npy

      Over start, the usual: where the runs of one optimizer end and how soon, or which of two ends lower. An axis over \
      a knob is lr or its name, with a range as in lr=1e-4..1 and a scale as in momentum=0..1:linear. Two axes make a \
      map of one optimizer; lr alone shows how wide the good region of several is. With rotation and condition the \
      surface changes and the rates are kept. The ending of the file says what is written: .png, .svg, .pdf, or .csv, \
      .json and .npy for the numbers.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv, json, npy }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "What is varied: start, or lr, lr,momentum or other knobs, rotation, condition.", valueName: "axes"))
  var over: String = "start"

  @Flag(
    inversion: .prefixedNo,
    help: ArgumentHelp(
      "Over start: whether a run ends \(StartMap.patience) steps after it has come to stay near a minimum."))
  var earlyStop = true

  @OptionGroup(title: "Map") var options: KnobMapOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to write: figure (and a table), or csv, json or npy to standard output.")
  var format: Format = .figure

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked(
        "a map has one start, from which rates are tuned, not \(surfaceOptions.start.count); keep one")
    }
    let request = MapRequest(
      surface: surface, names: names, over: over, options: options, figureOptions: figureOptions,
      surfaceOptions: surfaceOptions, format: MapNumbers.Form(rawValue: format.rawValue))
    let axes = over.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    let first = axes[0].split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
    guard axes != ["start"] else { return try StartMapMaker(request: request, endsEarly: earlyStop).make() }
    guard earlyStop else { throw Refusal.asked("--no-early-stop is for --over start; leave it out") }
    switch (axes.count, InvarianceTest.Change(rawValue: first)) {
    case _ where axes.contains { $0.hasPrefix("start") }:
      throw Refusal.asked("--over start stands alone, without a range; --window says where starts are")
    case (1, let change?): try InvarianceMaker(request: request, change: change).make()
    case (1, nil): try SensitivityMaker(request: request).make()
    case (2, nil): try KnobMapMaker(request: request, axes: axes).make()
    case (2, _?): throw Refusal.asked("--over \(first) stands alone: it changes the surface, not a knob")
    default: throw Refusal.asked("--over names \(axes.count) axes, and a map has one or two; name fewer")
    }
  }
}

import ArgumentParser
import Calculus
import Experiments
import Surfaces

/// `descent map-knobs`: what becomes of an optimizer when its rate and knobs, or the surface, are varied.
struct MapKnobs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "map-knobs",
    abstract: "A map over two knobs, sensitivity to the rate, or an invariance test.",
    discussion: """
      descent map-knobs ellipse100 momentum --over lr,momentum
      descent map-knobs rosenbrock adam --over lr=1e-3..1,beta1=0..0.999 --show loss --inset 0.1,0.9
      descent map-knobs rosenbrock --over lr
      descent map-knobs ellipse100 sgd adam --over rotation=0..45
      descent map-knobs ellipse100 momentum --over lr,momentum -o map.npy

      An axis is lr or a knob, with a range as in lr=1e-4..1 and a scale as in momentum=0..1:linear. Two axes make a map \
      of one optimizer; lr alone shows how wide the good region of several is. With rotation and condition the surface \
      changes and the rates are kept. The ending of the file says what is written: .png, .svg, .pdf, or .csv, .json and \
      .npy for the numbers.
      """)

  /// What is written.
  enum Format: String, ExpressibleByArgument, CaseIterable { case figure, csv, json, npy }

  @OptionGroup(title: "Surface") var surfaceOptions: SurfaceOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("What is varied: lr, lr,momentum or other knobs, rotation, condition.", valueName: "axes"))
  var over: String = "lr,momentum"

  @OptionGroup(title: "Map") var options: KnobMapOptions
  @OptionGroup(title: "Figure") var figureOptions: FigureOptions

  @Option(help: "What to write: figure (and a table), or csv, json or npy to standard output.")
  var format: Format = .figure

  func run() throws {
    let (surface, names) = try surfaceOptions.read()
    guard surface.starts.count == 1 || surfaceOptions.start.count <= 1 else {
      throw Refusal.asked("all cells start from one point, not \(surfaceOptions.start.count); keep one --start")
    }
    let request = MapRequest(
      surface: surface, names: names, over: over, options: options, figureOptions: figureOptions,
      surfaceOptions: surfaceOptions, format: MapNumbers.Form(rawValue: format.rawValue))
    let axes = over.split(separator: ",", omittingEmptySubsequences: false).map(\.trimmed)
    let first = axes[0].split(separator: "=", maxSplits: 1).first.map(String.init) ?? ""
    switch (axes.count, InvarianceTest.Change(rawValue: first)) {
    case (1, let change?): try InvarianceMaker(request: request, change: change).make()
    case (1, nil): try SensitivityMaker(request: request).make()
    case (2, nil): try KnobMapMaker(request: request, axes: axes).make()
    case (2, _?): throw Refusal.asked("--over \(first) stands alone: it changes the surface, not a knob")
    default: throw Refusal.asked("--over names \(axes.count) axes, and a map has one or two; name fewer")
    }
  }
}

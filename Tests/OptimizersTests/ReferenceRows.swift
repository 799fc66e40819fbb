import Testing

/// What another program did, and what we set to do the same.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  /// Where the run comes from: a library's name as the file has it, or "classic".
  let library: String
  /// The name in the file.
  let run: String
  /// Our optimizer.
  let optimizer: String
  /// Its knobs, where they differ from its defaults.
  var knobs: [(String, String)] = []
  /// The rate, where the file does not say.
  var rate: Double?
  /// The steps up to which the two must agree.
  var steps = 20
  /// How far they may differ.
  var agreement = 1e-12
  /// Which of our points the file holds.
  var iterate = Iterate.point

  /// Where a textbook's run takes place, if its name does not say so.
  var place: (surface: String, start: [Double])?

  /// The surface of a textbook's run.
  var surface: String { place?.surface ?? (run.contains("on R") ? "R" : "Q") }
  /// The start of a textbook's run.
  var start: [Double] { place?.start ?? (run.contains("on R") ? [-1.2, 1] : [2, 1]) }

  var testDescription: String { "\(library) \(run)" }
}

let torch = "torch 2.13"
let keras = "keras 3.15.1 (torch backend, float64)"
let optax = "optax 0.2.8 (x64)"
let kozistr = "pytorch_optimizer 4.1.0"
let schedulefree = "schedulefree 1.4.1"
let prodigyopt = "prodigyopt 1.1.2"
let dadaptation = "dadaptation 3.2"
/// Equations of a paper in plain floats: `Reference/paper-*.json`, written by the script of the same name.
let paper = "paper"

/// The rows of a family of optimizers.
struct ReferenceFamily: Sendable {
  /// Runs of libraries that have the same rule, or of `paper`.
  var library: [ReferenceRow] = []
  /// Runs of textbooks.
  var classic: [ReferenceRow] = []
  /// Runs of libraries that bear the name of an optimizer of ours but take other steps, and why.
  var leftOut: [(library: String, run: String, reason: String)] = []
  /// Optimizers that no other program at hand has, and where their steps are checked instead.
  var withoutReference: [String: String] = [:]
  /// Knobs whose change by 1 % no run above can show, and why.
  var quietKnobs: [String: [String: String]] = [:]
}

/// Every family.
///
/// Not there although near: AdamW and Adamax of Keras, RAdam of optax (eps stands elsewhere), Rprop of optax (one step
/// late), RAdam of pytorch_optimizer (stands still for five steps); `lars`, `sgdp` and `scalableshampoo` of
/// pytorch_optimizer, which take the same steps as an optimizer of ours for a single vector, because a branch is not
/// taken.
let families = [
  gradientFamily,
  adaptiveFamily,
  momentumFamily,
  signFamily,
  recentFamily,
  normFamily,
  averagingFamily,
  wrapperFamily,
  curvatureFamily,
  classicalFamily,
]

let libraryRows = families.flatMap(\.library)
let classicRows = families.flatMap(\.classic)
let leftOut = families.flatMap(\.leftOut)
let withoutReference = families.reduce(into: [:]) { $0.merge($1.withoutReference) { a, _ in a } }
let quietKnobs = families.reduce(into: [:]) { $0.merge($1.quietKnobs) { a, _ in a } }

internal import Calculus
internal import Surfaces

/// How the run of a cell ended: the verdict, without its step.
public enum KnobEnding: Int32, Sendable, CaseIterable {
  /// Within a millionth of the first gap for good.
  case converged
  /// In a minimum that is not the lowest.
  case otherMinimum
  /// At a saddle.
  case onSaddle
  /// Going round the same points.
  case cycling
  /// None of the others: still on its way, or stuck.
  case unfinished
  /// Outside the window at the end.
  case leftWindow
  /// No longer finite.
  case diverged

  /// The ending that a verdict speaks of.
  public init(_ verdict: Verdict) {
    switch verdict {
    case .converged: self = .converged
    case .diverged: self = .diverged
    case .leftWindow: self = .leftWindow
    case .otherMinimum: self = .otherMinimum
    case .onSaddle: self = .onSaddle
    case .cycling: self = .cycling
    case .stillFalling, .movingAway, .stalled: self = .unfinished
    }
  }

  /// The word for it in files and on figures.
  public var name: String {
    switch self {
    case .converged: "converged"
    case .otherMinimum: "other minimum"
    case .onSaddle: "on a saddle"
    case .cycling: "cycling"
    case .unfinished: "not there yet"
    case .leftWindow: "left the window"
    case .diverged: "diverged"
    }
  }
}

/// What the run of one cell came to, without its way.
public struct KnobOutcome: Sendable, Equatable {
  /// What is to become small, at the end: the exact loss, in a game the length of the gradient.
  ///
  /// For a run that was lost it is what was seen last, finite or not.
  public internal(set) var final: Double
  /// The highest of it on the way; infinite for a run that was lost.
  public internal(set) var peak: Double
  /// The step of the arrival; -1 for none.
  var arrivalStep: Int32
  /// How it ended.
  public internal(set) var ending: KnobEnding

  /// The step from which it stays within a millionth of the first gap; nil if never.
  public var arrival: Int? { arrivalStep < 0 ? nil : Int(arrivalStep) }

  /// Whether the run is still in the window.
  public var isPresent: Bool { ending != .diverged && ending != .leftWindow }

  /// Whether it is the better: first to arrive, then lower at the end.
  func precedes(_ other: KnobOutcome) -> Bool {
    let (own, others) = (arrival ?? .max, other.arrival ?? .max)
    return own == others ? final < other.final : own < others
  }
}

extension Batch {
  /// Walks every run and keeps what it came to; memory does not grow with the steps.
  ///
  /// - Parameter held: for how many steps at least an arrival has lasted.
  func knobOutcomes(on ground: MapGround, held: Int) -> [KnobOutcome] {
    blocks.flatMap { lanes in
      var watcher = KnobWatcher(lanes: lanes, steps: steps, ground: ground, held: held)
      Walk(self, lanes: lanes).run(watching: &watcher)
      return watcher.outcomes
    }
  }
}

/// Reads off what a verdict needs, step by step.
private struct KnobWatcher: Watcher {
  static let watchesEveryStep = true
  /// The last points that are kept, one more than the steps: four rounds of the longest period.
  private static let kept = 64
  private let firstRun: Int
  private let ground: MapGround
  private let steps: Int
  private let held: Int
  private let dimension: Int
  private let isGame: Bool
  private var arrivals: [Arrival]?
  private var steepest: [Double]
  /// The last points of each run, the oldest first.
  private var tails: [Double]
  private let tailFrom: Int
  private(set) var outcomes: [KnobOutcome]

  init(lanes: Range<Int>, steps: Int, ground: MapGround, held: Int) {
    firstRun = lanes.lowerBound
    self.ground = ground
    self.steps = steps
    self.held = held
    dimension = ground.surface.dimension
    isGame = ground.surface.isGame
    arrivals = ground.least.map { least in
      Array(repeating: Arrival(at: least, within: 1e-6 * (ground.first - least)), count: lanes.count)
    }
    steepest = Array(repeating: -.infinity, count: lanes.count)
    tailFrom = max(0, steps - Self.kept)
    tails = Array(repeating: .nan, count: lanes.count * (steps - tailFrom + 1) * dimension)
    outcomes = Array(
      repeating: KnobOutcome(final: .nan, peak: -.infinity, arrivalStep: -1, ending: .diverged), count: lanes.count)
  }

  /// How many numbers the tail of one run has.
  private var tailLength: Int { (steps - tailFrom + 1) * dimension }

  mutating func watch(_ view: WalkView) {
    let step = view.step
    for place in 0..<view.count {
      let run = view.runs[place] - firstRun
      let slope = view.gradientNorm(place)
      let course = isGame ? slope : view.values[0, place]
      arrivals?[run].look(course, at: step)
      if course > outcomes[run].peak { outcomes[run].peak = course }
      if slope > steepest[run] { steepest[run] = slope }
    }
    guard step >= tailFrom else { return }
    for place in 0..<view.count {
      let from = (view.runs[place] - firstRun) * tailLength + (step - tailFrom) * dimension
      for row in 0..<dimension { tails[from + row] = view.points[row, place] }
    }
  }

  mutating func ended(_ view: WalkView, place: Int) {
    let run = view.runs[place] - firstRun
    let end = view.point(place)
    let slope = view.gradientNorm(place)
    outcomes[run].final = isGame ? slope : view.values[0, place]
    guard view.values[0, place].isFinite, end.allSatisfy(\.isFinite) else {
      outcomes[run].peak = .infinity
      return
    }
    let arrival = arrivals?[run].step.flatMap { view.step - $0 >= held ? $0 : nil }
    outcomes[run].arrivalStep = Int32(arrival ?? -1)
    outcomes[run].ending = ending(of: run, at: end, slope: slope, hasArrived: arrival != nil)
  }

  /// The verdict, asked in the same order as that of a single run.
  private func ending(of run: Int, at end: [Double], slope: Double, hasArrived: Bool) -> KnobEnding {
    let surface = ground.surface
    if hasArrived { return .converged }
    if !surface.window.contains(end) { return .leftWindow }
    let tail = tails[run * tailLength..<(run + 1) * tailLength]
    if Period.length(of: tail, dimension: dimension) != nil { return .cycling }
    if isGame { return .unfinished }
    if slope <= 1e-6 * steepest[run], let kind = surface.kindOfRest(at: end) {
      return kind == .saddle ? .onSaddle : .otherMinimum
    }
    let isNearSaddle = surface.saddles.contains { distance(end, $0.at) <= 0.05 * surface.window.diagonal }
    return ground.least == nil && isNearSaddle ? .onSaddle : .unfinished
  }
}

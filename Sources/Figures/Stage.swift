import Drawing
import Experiments
import Surfaces

/// The left part of a comparison figure: where the runs are seen walking.
///
/// A surface of two coordinates is a map, one of a single coordinate a curve. The rest of the figure does not know
/// which.
protocol Stage {
  /// How far labels reach to the left of what is drawn in a space, in points.
  func reachToTheLeft(in space: Rect) -> Double
  /// What the footer has to say of the stage, wherever it is drawn.
  var notes: [String] { get }
  /// How the dots and lines on it are to be read.
  var key: String { get }
  /// The finished drawing in a space.
  func drawn(in space: Rect, _ theme: Theme) -> Staging
}

/// A stage on which the runs may move, step by step.
protocol LivingStage: Stage {
  /// The frame of the drawing in a space.
  func box(in space: Rect) -> Rect
  /// What of the drawing stays where the runs move.
  func still(in space: Rect, _ theme: Theme) -> StillStage
  /// The points of a run on the page, up to where it leaves the frame for good; not clipped to it.
  func points(of run: Run, in space: Rect) -> [Point]
  /// What is added to the further points of a run after each step, on the page.
  func additions(of run: Run, in space: Rect) -> [(step: Int, points: [Point])]
}

/// A stage without those who walk on it.
struct StillStage {
  /// What lies under the paths, first mark first, and what lies over them.
  let (below, above): ([Mark], [Mark])
  /// Where the paths run.
  let box: Rect
  /// Where the same steps are shown over time, if they are.
  let strip: Rect?
  /// Start, minima and saddles.
  let signs: [Point]
  /// The lowest and the highest finite loss in the window.
  let range: ClosedRange<Double>
}

/// A stage in its space on the page.
struct Staging {
  /// What is painted, first mark first.
  let marks: [Mark]
  /// The lowest and the highest finite loss in the window.
  let range: ClosedRange<Double>
  /// What the footer has to say because of the space.
  let notes: [String]
}

extension Comparison {
  /// The lowest minima that are known.
  var goals: [Surface.StationaryPoint] {
    surface.isGame ? [] : surface.minima.filter { $0.value == surface.minimumValue }
  }
}

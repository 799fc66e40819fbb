/// A figure that moves: pictures of what stays, and lines that grow over them step by step.
///
/// It is a value, like `Picture`, and knows nothing of the page that will show it. Lines are kept apart from the
/// pictures they run over, in shares of a panel, so that they fit a wide picture and a narrow one alike.
public struct LivingPicture: Sendable {
  /// The finding, with the markup of `Text`, as are all words here.
  public var title: String
  /// Formula, start and goal.
  public var subtitle: String
  /// The terms of the comparison.
  public var terms: String
  /// How to read the figure.
  public var key: String
  /// The colours.
  public var theme: Theme
  /// How many steps there are.
  public var steps: Int
  /// The coordinates of the surface: one or two.
  public var axes: [Axis]
  /// How losses are spread over the height of their panel.
  public var losses: LossAxis
  /// The figure for wide spaces, and for narrow ones.
  public var views: [View]
  /// Where each step stands in the strip under a curve, in shares of its height; empty where there is no strip.
  public var depths: [Double]
  /// Places on the map that discs keep away from, in shares of it.
  public var signs: [Point]
  /// The heads of the columns of the table: who, its rate, its steps, its last loss, its ending.
  public var columns: [String]
  /// Who walks, best first.
  public var runners: [Runner]

  /// A figure of nobody yet.
  public init(title: String, theme: Theme, steps: Int, axes: [Axis], losses: LossAxis) {
    self.title = title
    self.theme = theme
    self.steps = steps
    self.axes = axes
    self.losses = losses
    (subtitle, terms, key) = ("", "", "")
    (views, depths, signs, columns, runners) = ([], [], [], [], [])
  }
}

extension LivingPicture {
  /// A coordinate: its name, and the range that is seen.
  public struct Axis: Sendable {
    /// The name.
    public var name: String
    /// The least and the largest coordinate in the window.
    public var range: ClosedRange<Double>

    /// A coordinate with the range that is seen.
    public init(name: String, range: ClosedRange<Double>) {
      self.name = name
      self.range = range
    }
  }

  /// The axis of losses.
  public struct LossAxis: Sendable {
    /// From a loss to a position.
    public var scale: Scale
    /// The positions at the floor and at the top.
    public var range: ClosedRange<Double>
    /// The position at which a run has arrived, if there is one.
    public var goal: Double?
    /// What it shows.
    public var name: String

    /// An axis from its scale, the positions at both ends, and its name.
    public init(scale: Scale, range: ClosedRange<Double>, goal: Double?, name: String) {
      self.scale = scale
      self.range = range
      self.goal = goal
      self.name = name
    }
  }

  /// What lies under the lines of a panel and over them.
  public struct Ground: Sendable {
    /// Under the lines.
    public var below: Picture
    /// Over the lines; transparent elsewhere.
    public var above: Picture
    /// Where the lines run.
    public var box: Rect
    /// Where the same steps are shown over time, if they are.
    public var strip: Rect?

    /// A panel's pictures, and the box of its lines.
    public init(below: Picture, above: Picture, box: Rect, strip: Rect? = nil) {
      self.below = below
      self.above = above
      self.box = box
      self.strip = strip
    }
  }

  /// The pictures for one width of the page.
  public struct View: Sendable {
    /// The map or the curve.
    public var map: Ground
    /// The losses.
    public var losses: Ground

    /// Pictures of the same width.
    public init(map: Ground, losses: Ground) {
      self.map = map
      self.losses = losses
    }
  }

  /// One who walks.
  public struct Runner: Sendable {
    /// The name.
    public var name: String
    /// From 1, the best.
    public var rank: Int
    /// The colour.
    public var hue: Color
    /// Whether the name is bold.
    public var isWinner: Bool
    /// The walks at the rates there are, smallest rate first.
    public var walks: [Walk]
    /// The walk that was compared.
    public var chosen: Int
    /// The further points of the walk that was compared, in the order of steps.
    public var companions: [Companion] = []

    /// One who walks at some rates.
    public init(name: String, rank: Int, hue: Color, isWinner: Bool, walks: [Walk], chosen: Int) {
      self.name = name
      self.rank = rank
      self.hue = hue
      self.isWinner = isWinner
      self.walks = walks
      self.chosen = chosen
    }
  }

  /// What is added to the further points of a walk after a step.
  public struct Companion: Sendable {
    /// How it is drawn: a dashed stroke, the outline of a simplex, the dots of a cloud.
    public enum Shape: String, Sendable { case line, outline, dots }

    /// The step.
    public var step: Int
    /// How it is drawn.
    public var shape: Shape
    /// The points, in shares of the map.
    public var points: [Point]

    /// Points that are added after a step.
    public init(step: Int, shape: Shape, points: [Point]) {
      self.step = step
      self.shape = shape
      self.points = points
    }
  }

  /// A walk at one rate, and what the table says of it.
  public struct Walk: Sendable {
    /// The points after each step, in shares of the map from its upper left corner, up to where the walk leaves for good.
    public var path: [Point]
    /// The positions of the losses on their axis, up to where the curve ends.
    public var losses: [Double]
    /// Positions of losses over rows that are not trained on; empty if there are none.
    public var guide: [Double]
    /// The step from which the run has arrived, if it has.
    public var arrival: Int?
    /// The rate.
    public var rate: String
    /// The step of arrival or departure.
    public var steps: String
    /// The last loss.
    public var finalLoss: String
    /// How it ended.
    public var ending: String
    /// What the ending means.
    public var mood: Mood

    /// What an ending means.
    public enum Mood: String, Sendable { case good, neutral, bad }

    /// A walk and its words.
    public init(
      path: [Point], losses: [Double], guide: [Double], arrival: Int?, rate: String, steps: String, finalLoss: String,
      ending: String, mood: Mood
    ) {
      self.path = path
      self.losses = losses
      self.guide = guide
      self.arrival = arrival
      self.rate = rate
      self.steps = steps
      self.finalLoss = finalLoss
      self.ending = ending
      self.mood = mood
    }
  }
}

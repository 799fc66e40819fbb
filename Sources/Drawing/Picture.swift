/// A finished drawing: a page and the marks on it, painted in order.
///
/// A picture is a value. It knows nothing of losses, and nothing of the library that will paint it.
public struct Picture: Sendable, Equatable {
  /// The page, in points.
  public var size: Size
  /// The colour of the page.
  public var background: Color
  /// What is painted, first mark first.
  public var marks: [Mark]
  /// What the picture shows, in one sentence: the title of the file.
  public var title: String
  /// What is to be seen, in plain sentences, for those who do not see it; may be empty.
  public var description = ""

  /// A picture of a size, with nothing on it yet.
  public init(size: Size, background: Color, title: String) {
    self.size = size
    self.background = background
    self.marks = []
    self.title = title
  }
}

/// One thing that is painted.
public enum Mark: Sendable, Equatable {
  /// The inside of a path; several rings overlap by the non-zero winding rule unless `evenOdd` is set.
  case fill(Path, Color, evenOdd: Bool = false)
  /// The line along a path.
  case stroke(Path, Stroke)
  /// A line of text.
  case text(Text)
  /// Pixels, stretched over a box.
  case image(Raster, Rect)
  /// Marks that show one thing; where a viewer can, it says what when they are pointed at.
  case group(title: String, [Mark])
  /// Marks of which only what lies inside the box is seen.
  case clip(Rect, [Mark])
}

/// Pieces of line, each open or closed.
public struct Path: Sendable, Equatable {
  /// One unbroken line.
  public struct Piece: Sendable, Equatable {
    /// The corners, in order.
    public var points: [Point]
    /// Whether the last corner is joined to the first.
    public var isClosed: Bool

    /// A line through corners.
    public init(_ points: [Point], isClosed: Bool) {
      self.points = points
      self.isClosed = isClosed
    }
  }

  /// The pieces, painted as one.
  public var pieces: [Piece]

  /// A path of several pieces.
  public init(_ pieces: [Piece]) { self.pieces = pieces }
}

/// How a line is drawn.
public struct Stroke: Sendable, Equatable {
  /// The shape of the ends of a line.
  public enum Cap: Sendable, Equatable { case butt, round, square }

  /// The colour.
  public var color: Color
  /// The width, in points.
  public var width: Double
  /// Lengths drawn and left out in turn, in points; empty for an unbroken line.
  public var dash: [Double]
  /// The ends.
  ///
  /// Corners are round with round ends, mitred otherwise.
  public var cap: Cap

  /// A line of a colour and a width.
  public init(_ color: Color, width: Double, dash: [Double] = [], cap: Cap = .round) {
    self.color = color
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}

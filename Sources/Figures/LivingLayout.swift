import Drawing
import Experiments

/// Where the parts of the pictures of a living figure stand, in points.
///
/// The map and the losses are pictures of their own, so that the page may put one beside the other or below it.
struct LivingLayout {
  /// How large the pictures are.
  struct Measures {
    /// The side of the map.
    let side: Double
    /// The page of the losses.
    let losses: Size
    /// What the pictures are called.
    let name: String
  }

  /// For a desk.
  static let wide = Measures(side: 279, losses: Size(310, 142), name: "wide")
  /// For a hand: the same type on a smaller page is larger on the screen.
  static let narrow = Measures(side: 186, losses: Size(214, 122), name: "narrow")

  private static let (top, right, bottom) = (11.0, 9.0, 17.0)
  /// What stands beside the losses: labels at the left, ranks at the right.
  private static let (lossLeft, lossTop, lossRight, lossBottom) = (27.0, 16.0, 17.0, 13.0)

  private let measures: Measures
  /// The space of the map on its page.
  let space: Rect
  private let page: Size
  /// The ground of the losses on theirs.
  let lossBox: Rect

  init(_ measures: Measures, stage: any LivingStage) {
    self.measures = measures
    let side = measures.side
    let first = Rect(0, 0, side, side)
    let box = stage.box(in: first)
    let left = max(24, stage.reachToTheLeft(in: first) + 4)
    // The page is cut to the frame, which may be less high or wide than its space.
    space = Rect(left - box.x, Self.top - box.y, side, side)
    page = Size(left + box.width + Self.right, Self.top + box.height + Self.bottom)
    lossBox = Rect(
      Self.lossLeft, Self.lossTop, measures.losses.width - Self.lossLeft - Self.lossRight,
      measures.losses.height - Self.lossTop - Self.lossBottom)
  }

  /// The map without those who walk on it.
  func stage(
    _ stage: any LivingStage, of title: String, _ theme: Theme
  ) -> (still: StillStage, ground: LivingPicture.Ground) {
    let still = stage.still(in: space, theme)
    let ground = LivingPicture.Ground(
      below: picture(still.below, page, "\(title), map, \(measures.name)", theme),
      above: picture(still.above, page, "\(title), signs, \(measures.name)", theme, isClear: true), box: still.box,
      strip: still.strip)
    return (still, ground)
  }

  /// The losses without curves.
  func losses(_ panel: LossPanel, of title: String, _ theme: Theme) -> LivingPicture.Ground {
    LivingPicture.Ground(
      below: picture(panel.still(theme), measures.losses, "\(title), losses, \(measures.name)", theme),
      above: picture([], measures.losses, "\(title), over losses, \(measures.name)", theme, isClear: true),
      box: panel.box)
  }

  private func picture(
    _ marks: [Mark], _ page: Size, _ title: String, _ theme: Theme, isClear: Bool = false
  ) -> Picture {
    var picture = Picture(
      size: page, background: isClear ? theme.page.withAlpha(0) : theme.page, title: title)
    picture.marks = marks
    return picture
  }
}

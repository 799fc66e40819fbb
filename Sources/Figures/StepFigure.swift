public import Drawing
public import Experiments
import Surfaces

/// One step taken apart: a map zoomed to it with arrows to scale, and beside it the equations with their numbers.
public struct StepFigure: Sendable {
  private let explained: ExplainedStep
  private let unread: [String]
  private let around: [String]
  private let theme: Theme
  /// A title in place of the usual one.
  public var title: String?
  /// Whether terms and key stand below the figure; they may stand in a caption instead.
  public var hasFooter = true

  /// The figure of a step on a surface with one or two coordinates.
  ///
  /// - Parameters:
  ///   - equations: the lines of the equations, to be shown where numbers cannot be put in.
  ///   - wrappers: the lines of the equations of what is wrapped around the optimizer.
  public init(_ explained: ExplainedStep, equations: [String], wrappers: [String] = [], theme: Theme) {
    self.explained = explained
    (unread, around) = (equations, wrappers)
    self.theme = theme
  }

  /// The words of the footer, to be put in a caption.
  public var caption: String { [usualTitle, terms, key(of: nil)].joined(separator: "\n") }

  /// The finished figure on a page, in points.
  public func picture(on page: Size = PageSize.usual) -> Picture {
    let finding = title ?? usualTitle
    var picture = Picture(size: page, background: theme.page, title: finding)
    let (top, bottom, left, right) = (46.0, page.height - 46, 27.0, 10.0)
    let column = min(max(0.42 * page.width, 200), 290)
    let space = Rect(left + 18, top, page.width - left - 18 - column - 18 - right, bottom - top)
    let hue = theme.hue(for: explained.run.entrant.name.base, at: explained.run.entrant.catalogueIndex)
    var scene: StepScene?
    if explained.surface.dimension == 1 {
      picture.marks += StepCurve(explained, in: space, hue: hue).marks(theme)
    } else {
      let map = StepMap(explained, in: space, hue: hue)
      scene = map.scene
      picture.marks += map.marks(theme)
    }
    let box = Rect(page.width - right - column, top - 6, column, bottom - top + 22)
    picture.marks += StepColumn(explained, unread: unread, around: around).marks(in: box, theme)
    let headings = Headings(
      title: finding, subtitle: subtitle, terms: hasFooter ? terms : "", key: hasFooter ? key(of: scene) : "")
    picture.marks += headings.marks(on: page, left: left, right: right, theme)
    return picture
  }

  // MARK: - Words

  private var usualTitle: String {
    let account = explained.account
    let losses = "\(NumberText.value(account.from.loss)) \u{2192} \(NumberText.value(account.to.loss))"
    return "\(explained.run.entrant.label) on \(explained.surface.title), step \(account.step): loss \(losses)"
  }

  private var subtitle: String {
    let surface = explained.surface
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let rate = explained.account.rate.map { "      rate \(NumberText.rate($0))" } ?? ""
    return formula + rate
  }

  private var terms: String {
    let run = explained.run
    let rate =
      switch run.rateOrigin {
      case .given: "rate given, not tuned"
      case .tuned: "rate tuned over \(explained.terms.steps) steps: best calm one of \(RateTuning.rates)"
      case .restless: "rate tuned, but none of \(RateTuning.rates) is calm"
      case .usual: "usual rate, not tuned"
      case .same: explained.terms.rates == .tuned ? "no minimum to tune a rate for" : "rate given, not tuned"
      case .found: "usual factor on a rate that finds itself"
      case .none: "no rate"
      }
    let start = "start (\(explained.terms.start.map(NumberText.shortest).joined(separator: ", ")))"
    let noise =
      explained.terms.noise > 0
      ? "noise \(NumberText.shortest(explained.terms.noise)), seed \(explained.terms.seed)" : nil
    let step = explained.account.step
    let which = "from \(step == 1 ? "the start" : "point \(step - 1)") to point \(step)"
    return [which, rate, start, noise].compactMap(\.self).joined(separator: "  \u{00B7}  ")
  }

  private func key(of scene: StepScene?) -> String {
    guard let scene else {
      return explained.surface.dimension == 1 ? "thick arrow: the step  \u{00B7}  dashed: the slope at the point" : ""
    }
    var parts = ["thick arrow: the step, to scale"]
    if scene.arrows.contains(where: { $0.role == .carried }) {
      parts.append("dashed: the step without this gradient, and what it adds")
    }
    if let slope = scene.ellipse?.slope {
      parts.append("ellipse: how far a slope of \(StepScene.text(slope)) moves each coordinate")
    }
    return parts.joined(separator: "  \u{00B7}  ")
  }
}

extension String {
  /// The name of an optimizer without what is wrapped around it.
  fileprivate var base: String { String(prefix { $0 != "+" }) }
}

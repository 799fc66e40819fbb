import Drawing
import Experiments
import Surfaces

/// What the figure of sensitivity says in words.
struct SensitivityWords {
  let sensitivity: Sensitivity

  var title: String {
    let opening = sensitivity.surface.title + ": "
    let good = sensitivity.curves.filter { $0.width > 0 }
    guard let widest = good.first else { return opening + "no rate is good for anybody" }
    let goal = sensitivity.isArrival ? "reaches 10^{\u{2212}6}" : "is good"
    let first = "\(widest.entrant.label) \(goal) over \(Self.decades(widest.width)) of rates"
    guard good.count > 1, let narrowest = good.last else { return opening + first }
    return opening + first + ", \(narrowest.entrant.label) over \(Self.decades(narrowest.width))"
  }

  static func decades(_ width: Double) -> String {
    let number = NumberText.significant(width, figures: 2, plainFrom: -2)
    return "\(number) decade\(number == "1.0" ? "" : "s")"
  }

  func subtitle(size: Double, width: Double) -> String {
    let surface = sensitivity.surface
    let tail = "      from " + ComparisonWords.place(sensitivity.terms.start, surface.variables)
    let formula = "f(" + surface.variables.joined(separator: ", ") + ") = " + surface.typeset
    let room = width - Text.width(of: tail, size: size)
    return formula.fitted(size: size, least: size, width: room, weight: .regular).string + tail
  }

  let columns = ["best lr", "steps", "decades"]

  func texts(_ curve: Sensitivity.Curve) -> [String] {
    guard let best = curve.best else { return [NumberText.none, NumberText.none, NumberText.none] }
    return [
      NumberText.rate(sensitivity.rates[best]),
      curve.outcomes[best].arrival.map { "\($0)" } ?? NumberText.none,
      curve.width == 0 ? NumberText.none : NumberText.significant(curve.width, figures: 2, plainFrom: -2),
    ]
  }

  /// What is to be learnt: how far the widest and the narrowest are apart, and what the best rate of one is to others.
  var lessons: [String] {
    let good = sensitivity.curves.filter { $0.width > 0 }
    var lessons: [String] = []
    if let widest = good.first, let narrowest = good.last, good.count > 1, widest.width > narrowest.width {
      let ratio = NumberText.significant(widest.width / narrowest.width, figures: 2, plainFrom: 0)
      lessons.append(
        "The good rates of \(widest.entrant.label) span \(ratio) times as many decades as those of \(narrowest.entrant.label)."
      )
    }
    if let first = sensitivity.curves.first, let best = first.best {
      let lost = sensitivity.curves.dropFirst().filter { !$0.outcomes[best].isPresent }.map(\.entrant.label)
      if !lost.isEmpty {
        let list = lost.count > 3 ? ComparisonWords.word(lost.count) + " others" : lost.joinedWithAnd
        lessons.append(
          "At the best rate of \(first.entrant.label), \(NumberText.rate(sensitivity.rates[best])), \(list) \(lost.count == 1 ? "is" : "are") lost."
        )
      }
    }
    let split = good.filter { $0.stretches.count > 1 }.map(\.entrant.label)
    if !split.isEmpty, split.count <= 3 {
      lessons.append(
        "Between good rates of \(split.joinedWithAnd) lie others that are not: a single trial says little about its neighbours."
      )
    }
    return lessons
  }

  private static let dot = "  \u{00B7}  "

  var terms: String {
    var parts = [
      "\(sensitivity.rates.count) rates of \(ComparisonWords.steps(sensitivity.terms.steps)) each", definition,
    ]
    if sensitivity.terms.noise > 0 {
      parts.append(
        "noise \(NumberText.shortest(sensitivity.terms.noise)), seed \(sensitivity.terms.seed), the same luck for all")
    }
    return parts.joined(separator: Self.dot)
  }

  private var definition: String {
    sensitivity.isArrival
      ? "good: ends in the window within 10^{\u{2212}6} of the first gap"
      : "good: ends in the window within ten times the smallest gap of all, "
        + NumberText.value(sensitivity.goodGap / sensitivity.firstGap) + " of the first"
  }

  var key: String { "discs: best rate of each" + Self.dot + "bars: good rates, their width in decades" }

  var description: String {
    let rows = sensitivity.curves.map { curve in
      "\(curve.entrant.label): " + zip(columns, texts(curve)).map { "\($0) \($1)" }.joined(separator: ", ")
    }
    return Text.plain(([title] + rows + [terms]).joined(separator: ". ") + ".")
  }
}

extension [String] {
  /// The words with commas between, the last two with "and".
  var joinedWithAnd: String {
    guard let last, count > 1 else { return joined() }
    return dropLast().joined(separator: ", ") + " and " + last
  }
}

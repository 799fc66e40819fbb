import Drawing
import Experiments

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What there is to draw of a step on a surface with two coordinates, in the units of the surface.
struct StepScene {
  /// What an arrow stands for, which decides its look.
  enum Role: Equatable { case step, slope, memory, carried, added, wrapper }

  /// An arrow.
  struct Arrow {
    let role: Role
    let from: Place
    let to: Place
    let label: String
  }

  /// The arrows, those on top last.
  private(set) var arrows: [Arrow] = []
  /// Where the step began and where it led.
  let from: Place
  let to: Place
  /// Places that are remembered, or asked, with what they are.
  private(set) var places: [(place: Place, label: String)] = []
  /// The half axes of the ellipse of effective rates, and the slope for which it is drawn.
  private(set) var ellipse: (axes: Place, slope: Double)?
  /// The length that arrows are measured by: that of the step, if it has one.
  private let unit: Double

  init(_ explained: ExplainedStep, window diagonal: Double) {
    let account = explained.account
    func place(_ point: [Double]) -> Place { Place(point[0], point[1]) }
    from = place(account.from.point)
    to = place(account.to.point)
    let step = to - from
    let own = place(account.innerTo) - place(account.innerFrom)
    let least = 1e-9 * max(1, from.length)
    unit = step.length > least ? step.length : 0.02 * diagonal
    let inner = place(account.innerFrom)
    if inner != from { places.append((inner, "steps from here")) }
    addSlope(account, own)
    addMemory(explained, own)
    addParts(explained, inner)
    let innerTo = place(account.innerTo)
    if account.innerTo != account.to.point, (innerTo - to).length > 0.02 * unit, inner == from {
      arrows.append(Arrow(role: .wrapper, from: from, to: innerTo, label: "the optimizer alone"))
    }
    if step.length > least { arrows.append(Arrow(role: .step, from: from, to: to, label: "step")) }
    if let rates = explained.effectiveRates {
      let largest = max(rates[0], rates[1])
      let slope = Self.round(0.62 * unit / largest)
      ellipse = (Place(rates[0], rates[1]) * slope, slope)
    }
  }

  /// The gradient, turned downhill: where it was asked, as it was seen.
  private mutating func addSlope(_ account: StepAccount, _ step: Place) {
    let slope = account.seen ?? account.from.gradient
    let gradient = Place(slope[0], slope[1])
    guard gradient.length > 0, gradient.length.isFinite else { return }
    var (root, word) = (from, "gradient")
    if let asked = account.asked, asked != account.innerFrom {
      root = Place(asked[0], asked[1])
      places.append((root, "asked here"))
    } else if let seen = account.seen, seen != account.from.gradient {
      word = "gradient as seen"
    }
    // Along the step it has to reach beyond it to be seen.
    let isAlong = Self.cosine(gradient * -1, step) > 0.985
    let natural = (account.rate ?? 0) * gradient.length
    let suits = !isAlong && natural > 0.35 * unit && natural < 1.6 * unit
    let factor = suits ? account.rate ?? 1 : Self.round((isAlong ? 1.45 : 1) * unit / gradient.length)
    let name = suits ? "\u{2212}rate × \(word)" : "\u{2212}\(word) × \(Self.text(factor))"
    arrows.append(Arrow(role: .slope, from: root, to: root - gradient * factor, label: name))
  }

  /// What is remembered and points somewhere, or is a place.
  private mutating func addMemory(_ explained: ExplainedStep, _ step: Place) {
    let account = explained.account
    var drawn: [Place] = []
    for field in explained.vectorsAfter where field.values.allSatisfy(\.isFinite) {
      let vector = Place(field.values[0], field.values[1])
      let words = field.words
      switch field.kind {
      case .place:
        guard field.values != account.to.point, field.values != account.from.point else { continue }
        places.append((vector, words))
      case .direction:
        // The gradient of this step is drawn already, and of what is alike one is enough.
        let isGradient = field.values == account.seen ?? account.from.gradient
        guard !isGradient, vector.length > 0, drawn.count < 2,
          !drawn.contains(where: { Self.cosine($0, vector) > 0.999 })
        else { continue }
        drawn.append(vector)
        let sign = Self.cosine(vector, step) < 0 ? -1.0 : 1
        guard abs(Self.cosine(vector, step)) < 0.9995 else { continue }
        let isToScale = sign > 0 && vector.length > 0.15 * unit && vector.length < 1.8 * unit
        let factor = isToScale ? 1 : Self.round(0.85 * unit / vector.length)
        let label = (sign < 0 ? "\u{2212}" : "") + words + (isToScale ? "" : " × \(Self.text(factor))")
        arrows.append(Arrow(role: .memory, from: from, to: from + vector * (sign * factor), label: label))
      default: continue
      }
    }
  }

  /// What the memory alone does, and what the slope at this point adds.
  private mutating func addParts(_ explained: ExplainedStep, _ inner: Place) {
    guard let carried = explained.carried, inner == from else { return }
    let middle = Place(carried[0], carried[1])
    let end = Place(explained.account.innerTo[0], explained.account.innerTo[1])
    guard (middle - from).length > 0.06 * unit, (end - middle).length > 0.1 * unit, (middle - from).length < 4 * unit
    else { return }
    arrows.append(Arrow(role: .carried, from: from, to: middle, label: "memory alone"))
    // Where the gradient was asked ahead and is drawn to scale, it is what is added.
    let isDrawn = arrows.contains {
      $0.role == .slope && ($0.from - middle).length < 0.03 * unit && ($0.to - end).length < 0.03 * unit
    }
    guard !isDrawn else { return }
    arrows.append(Arrow(role: .added, from: middle, to: end, label: "this gradient"))
  }

  /// The ranges of the coordinates that show all of it in a space of some shape.
  ///
  /// - Parameter ratio: the width of the space in terms of its height.
  func window(ratio: Double) -> (x: ClosedRange<Double>, y: ClosedRange<Double>) {
    var seen = [from, to] + arrows.flatMap { [$0.from, $0.to] }
    if let axes = ellipse?.axes { seen += [from + axes, from - axes] }
    // Places far off would make the step small.
    seen += places.map(\.place).filter { ($0 - from).length < 2.5 * unit }
    let (xs, ys) = (seen.map(\.x), seen.map(\.y))
    let (left, right, low, high) = (xs.min() ?? 0, xs.max() ?? 0, ys.min() ?? 0, ys.max() ?? 0)
    let margin = 0.42 * unit
    var (width, height) = (right - left + 2 * margin, high - low + 2 * margin)
    width = max(width, height * ratio)
    height = max(height, width / ratio)
    let middle = Place((left + right) / 2, (low + high) / 2)
    return (
      middle.x - width / 2...middle.x + width / 2, middle.y - height / 2...middle.y + height / 2
    )
  }

  /// The nearest of 1, 2 and 5 times a power of ten.
  static func round(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return 1 }
    let power = pow(10, floor(log10(number)))
    let candidates = [1, 2, 5, 10].map { $0 * power }
    return candidates.min { abs(log($0 / number)) < abs(log($1 / number)) } ?? number
  }

  static func text(_ factor: Double) -> String { NumberText.shortest(factor.rounded(toFigures: 1)) }

  private static func cosine(_ a: Place, _ b: Place) -> Double {
    let lengths = a.length * b.length
    return lengths > 0 ? (a * b).sum() / lengths : 0
  }
}

extension Place {
  /// The Euclidean length.
  var length: Double { hypot(x, y) }
}

extension Double {
  /// The number with some figures, as a reader of decimals rounds it.
  fileprivate func rounded(toFigures figures: Int) -> Double {
    guard self != 0, isFinite else { return self }
    let exponent = Int(floor(log10(magnitude))) - figures + 1
    // Divided by a power of ten it is nearest to the decimal that is meant.
    return exponent < 0
      ? (self * pow(10, Double(-exponent))).rounded() / pow(10, Double(-exponent))
      : (self / pow(10, Double(exponent))).rounded() * pow(10, Double(exponent))
  }
}

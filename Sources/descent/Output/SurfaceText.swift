import Calculus
import Formulas
import Surfaces

/// A surface with all that its card says, as text for a terminal.
enum SurfaceText {
  /// Its names, what it is about, the formula, where to look and start, and what is known of it.
  static func text(_ surface: Surface) -> String {
    let names = ([surface.name] + surface.aliases).joined(separator: ", ")
    let about = surface.about.isEmpty ? "" : DemoReport.wrapped(surface.about) + "\n"
    let entries = formula(of: surface) + places(on: surface) + known(of: surface)
    let width = entries.map(\.word.count).max() ?? 0
    let margin = String(repeating: " ", count: width + 2)
    let lines = entries.map { entry in
      let space = String(repeating: " ", count: width + 2 - entry.word.count)
      return DemoReport.wrapped(entry.text, first: entry.word + space, rest: margin)
    }
    return "\(surface.title) (\(names))\n\n\(about)\(lines.joined())"
  }

  private typealias Entry = (word: String, text: String)

  private static func formula(of surface: Surface) -> [Entry] {
    let definitions = surface.formula.definitions.map { ("  \($0.name)", $0.text) }
    let parameters = surface.parameters.map { ("  \($0.name)", Numbers.shortest($0.value)) }
    let word = surface.data == nil ? "formula" : "row's loss"
    let data = surface.data.map { [("data", "\($0.rows) rows, of which the loss is the mean")] } ?? []
    return [("kind", surface.kind.rawValue), (word, surface.formula.text)] + definitions + parameters + data
      + surface.wrappers.map { ("wrapper", $0) }
  }

  private static func places(on surface: Surface) -> [Entry] {
    let starts = surface.starts.map { ("start", place($0)) }
    let domain = surface.domain.map { [("domain", box($0, surface.variables))] } ?? []
    return [("window", box(surface.window, surface.variables))] + domain + starts
  }

  private static func known(of surface: Surface) -> [Entry] {
    let claims =
      surface.minima.map { ("minimum", $0) } + surface.saddles.map { ("saddle", $0) }
      + surface.maxima.map { ("maximum", $0) }
    let points = claims.map { word, point in
      (word, "\(Numbers.shortest(point.value)) at \(place(point.at))")
    }
    let curvature = surface.globalMinimum.flatMap { Self.curvature(of: surface, at: $0.at) } ?? ""
    return points + [("curvature", curvature), ("source", surface.source)].filter { !$0.1.isEmpty }
  }

  /// Whether the slope jumps at a point: over a millionth of the window it changes by more than the Hessian says.
  private static func isKink(_ point: [Double], on surface: Surface, _ matrix: SymmetricMatrix) -> Bool {
    point.indices.contains { coordinate in
      let reach = 1e-6 * (surface.window[coordinate].upperBound - surface.window[coordinate].lowerBound)
      var (before, after) = (point, point)
      before[coordinate] -= reach
      after[coordinate] += reach
      let change =
        surface.objective.gradient(at: after)[coordinate] - surface.objective.gradient(at: before)[coordinate]
      let curvature = matrix[coordinate, coordinate]
      return abs(change / (2 * reach) - curvature) > max(1, abs(curvature))
    }
  }

  /// What the Hessian at a minimum means for gradient descent; `nil` where it does not tell: at a kink, on a flat floor,
  /// on the edge of the domain.
  private static func curvature(of surface: Surface, at point: [Double]) -> String? {
    let isFree = zip(surface.domain ?? [], point).allSatisfy { $0.lowerBound < $1 && $1 < $0.upperBound }
    let matrix = SymmetricMatrix(rows: surface.objective.hessian(at: point))
    guard isFree, !isKink(point, on: surface, matrix), matrix.stationaryKind() == .minimum,
      let values = matrix.eigensystem()?.values,
      let least = values.first, let most = values.last
    else { return nil }
    let range = "\(DemoReport.short(least)) to \(DemoReport.short(most)) at the lowest minimum"
    return
      "\(range): condition number \(DemoReport.short(most / least)), gradient descent is stable there for rates below "
      + DemoReport.short(2 / most)
  }

  private static func box(_ box: [ClosedRange<Double>], _ variables: [String]) -> String {
    zip(variables, box).map { variable, range in
      "\(variable) from \(Numbers.shortest(range.lowerBound)) to \(Numbers.shortest(range.upperBound))"
    }.joined(separator: ", ")
  }

  private static func place(_ point: [Double]) -> String { "(\(point.map(Numbers.shortest).joined(separator: ", ")))" }
}

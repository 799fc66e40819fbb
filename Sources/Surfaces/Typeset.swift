internal import Formulas

extension Surface {
  /// The formula in print, in the markup of figures: `(1 − x)^{2} + 100 (y − x^{2})^{2}`.
  ///
  /// For a surface from data: `mean of (w u + b − v)^{2}`. What wrappers do follows in words: `..., turned 30°`.
  public var typeset: String {
    let formula = data == nil ? formula.typeset : "mean of \(formula.typeset)"
    return ([formula] + wrappings.map { $0.wrapper.phrase(variables) }).joined(separator: ", ")
  }
}

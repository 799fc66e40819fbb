internal import Formulas

/// A text of a file that stands for a number, and where it stands.
struct Expression: Sendable {
  let text: String
  let place: FilePlace

  /// Works it out, for given parameters.
  func number(_ parameters: [(name: String, value: Double)] = []) throws(CardError) -> Double {
    // Most are plain numbers; the formula reader is for the rest.
    if let number = Double(text), number.isFinite { return number }
    do throws(FormulaError) {
      return try Formula.constant(text, parameters: parameters)
    } catch {
      throw self.error(error)
    }
  }

  /// What is wrong with the text as a formula, as an error of the file.
  func error(_ error: FormulaError) -> CardError {
    var place = place
    if place.isVerbatim {
      place = FilePlace(file: place.file, line: place.line, column: place.column + error.column - 1)
    }
    return place.error("\(error.message)\n\(error.picture)")
  }
}

/// An expression with a name of its own: a parameter or a definition.
struct Named: Sendable {
  let name: String
  /// Where the name stands.
  let place: FilePlace
  let value: Expression
}

/// Two ends and where they stand.
struct Interval: Sendable {
  let lower: Expression
  let upper: Expression
  /// Which interval it is, for errors: `window of x`.
  let name: String

  /// Works it out, for given parameters.
  func range(_ parameters: [(name: String, value: Double)] = []) throws(CardError) -> ClosedRange<Double> {
    let (lower, upper) = (try self.lower.number(parameters), try self.upper.number(parameters))
    guard lower <= upper else {
      throw self.lower.place.error("\(name) is reversed: \(lower) is above \(upper)")
    }
    guard isWide(lower...upper) else {
      throw self.lower.place.error("\(name) is \(lower == upper ? "empty" : "too wide")")
    }
    return lower...upper
  }
}

/// A place in the file of a card or demo.
package struct FilePlace: Sendable {
  let file: String
  let line: Int
  let column: Int
  /// Whether the text that stands here begins here and keeps to one line, so that places in it are places in the file.
  var isVerbatim = false

  /// What is wrong here.
  package func error(_ message: String) -> CardError {
    CardError(file: file, line: line, column: column, message: message)
  }
}

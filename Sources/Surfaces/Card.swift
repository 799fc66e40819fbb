/// A card as it is written: what is an expression in the parameters is not worked out yet.
struct Card: Sendable {
  /// A point of the surface that the card says something about.
  struct Point: Sendable {
    let at: [Expression]
    let value: Expression
    var gradient: [Expression]?
    var hessian: [[Expression]]?
  }

  let name: String
  let file: String
  let text: String
  let title: String
  let aliases: [String]
  let kind: Surface.Kind
  let variables: [String]
  let variablesPlace: Place?
  let parameters: [Named]
  let definitions: [Named]
  let formula: Expression
  let window: [Interval]
  let domain: [Interval]?
  let starts: [[Expression]]
  let minima: [Point]
  let saddles: [Point]
  let maxima: [Point]
  let reference: [Point]
  let levels: Surface.Levels?
  let ascend: [Int]
  let about: String
  let source: String
}

/// A text of a card that stands for a number, and where it stands.
struct Expression: Sendable {
  let text: String
  let place: Place
}

/// An expression with a name of its own: a parameter or a definition.
struct Named: Sendable {
  let name: String
  /// Where the name stands.
  let place: Place
  let value: Expression
}

/// Two ends and where they stand.
struct Interval: Sendable {
  let lower: Expression
  let upper: Expression
  /// Which interval it is, for errors: `window of x`.
  let name: String
}

/// A place in a card's file.
struct Place: Sendable {
  let file: String
  let line: Int
  let column: Int
  /// Whether the text that stands here begins here and keeps to one line, so that places in it are places in the file.
  var isVerbatim = false

  func error(_ message: String) -> CardError {
    CardError(file: file, line: line, column: column, message: message)
  }
}

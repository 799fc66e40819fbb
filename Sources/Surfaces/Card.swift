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
  let variablesPlace: FilePlace?
  let parameters: [Named]
  let definitions: [Named]
  /// The formula of the surface, or the loss of one row of its data.
  let formula: Expression
  let data: CardData?
  let window: [Interval]
  let domain: [Interval]?
  let starts: [[Expression]]
  let minima: [Point]
  let saddles: [Point]
  let maxima: [Point]
  let reference: [Point]
  /// What is done to the surface of the formula, and with it to all that the card says of it but reference points.
  let wrap: Expression?
  let levels: Surface.Levels?
  let ascend: [Int]
  let about: String
  let source: String
}

internal import Formulas

/// Works out the expressions of a card for given parameters.
struct CardWorker {
  let card: Card
  private(set) var parameters: [(name: String, value: Double)] = []

  /// Works out the parameters; one may be a formula of those before it.
  init(_ card: Card, replacing values: [(name: String, value: Double)]) throws(CardError) {
    self.card = card
    for parameter in card.parameters {
      let own = try number(parameter.value)
      parameters.append((parameter.name, values.last { $0.name == parameter.name }?.value ?? own))
    }
  }

  func formula() throws(CardError) -> Formula {
    do throws(FormulaError) {
      return try Formula(
        card.formula.text, variables: card.variables + (card.data?.table.names ?? []), parameters: parameters,
        definitions: card.definitions.map { ($0.name, $0.value.text) })
    } catch {
      throw place(error)
    }
  }

  /// The error of a formula as one of the card.
  private func place(_ error: FormulaError) -> CardError {
    if let definition = card.definitions.first(where: { error.source == "let \($0.name)" }) {
      return definition.value.error(error)
    }
    // A name that cannot be had, shown alone on its line.
    let names = error.source == "parameter" ? card.parameters : error.source == "let" ? card.definitions : []
    if let name = names.first(where: { $0.name == error.excerpt }) { return name.place.error(error.message) }
    if error.source == "variable", let place = card.variablesPlace { return place.error(error.message) }
    return card.formula.error(error)
  }

  func number(_ expression: Expression) throws(CardError) -> Double { try expression.number(parameters) }

  func numbers(_ expressions: [Expression]) throws(CardError) -> [Double] {
    var numbers: [Double] = []
    for expression in expressions { numbers.append(try number(expression)) }
    return numbers
  }

  func box(_ intervals: [Interval]) throws(CardError) -> [ClosedRange<Double>] {
    var box: [ClosedRange<Double>] = []
    for interval in intervals { box.append(try interval.range(parameters)) }
    return box
  }

  func points(
    _ points: [[Expression]], in domain: [ClosedRange<Double>]?, of kind: String
  ) throws(CardError) -> [[Double]] {
    var result: [[Double]] = []
    for expressions in points {
      let point = try numbers(expressions)
      if let domain, let coordinate = point.indices.first(where: { !domain[$0].contains(point[$0]) }) {
        let interval = "\(domain[coordinate].lowerBound) to \(domain[coordinate].upperBound)"
        throw expressions[coordinate].place.error(
          "this \(kind) is outside the domain: \(card.variables[coordinate]) = \(point[coordinate]) is not in \(interval)"
        )
      }
      result.append(point)
    }
    return result
  }

  func stationary(
    _ claims: [Card.Point], in domain: [ClosedRange<Double>]?, of kind: String
  ) throws(CardError) -> [Surface.StationaryPoint] {
    let points = try points(claims.map(\.at), in: domain, of: kind)
    return zip(points, try numbers(claims.map(\.value))).map { Surface.StationaryPoint(at: $0, value: $1) }
  }

  func reference(_ claims: [Card.Point]) throws(CardError) -> [Surface.ReferencePoint] {
    var points: [Surface.ReferencePoint] = []
    for claim in claims {
      let gradient = try claim.gradient.map { (entries) throws(CardError) in try numbers(entries) }
      var hessian: [[Double]]?
      if let rows = claim.hessian {
        var matrix: [[Double]] = []
        for row in rows { matrix.append(try numbers(row)) }
        hessian = matrix
      }
      points.append(
        Surface.ReferencePoint(
          at: try numbers(claim.at), value: try number(claim.value), gradient: gradient, hessian: hessian))
    }
    return points
  }
}

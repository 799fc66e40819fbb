/// A point whose value has been asked.
struct Corner: Sendable {
  let point: [Double]
  /// The value; infinite where it is not a number.
  let value: Double

  init(at point: [Double], _ oracle: PointOracle) {
    self.point = point
    let value = oracle.value(at: point)
    self.value = value.isNaN ? .infinity : value
  }

  /// The lowest first; of equal ones the earlier.
  static func sorted(_ corners: [Corner]) -> [Corner] {
    let order = corners.indices.sorted { (corners[$0].value, $0) < (corners[$1].value, $1) }
    return order.map { corners[$0] }
  }
}

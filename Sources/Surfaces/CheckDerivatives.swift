package import Calculus

/// Compares values and derivatives with what the card knows from elsewhere.
///
/// A difference counts beside the largest component, but at least beside 1: values and gradients agree to 1e-10,
/// Hessians to 1e-8.
func checkReference(_ surface: Surface) -> [Finding] {
  surface.reference.flatMap { reference in
    let place = "at \(text(reference.at))"
    var findings = [
      compare("value \(place)", [reference.value], [surface.bare.value(at: reference.at)], 1e-10)
    ]
    if let gradient = reference.gradient {
      findings.append(compare("gradient \(place)", gradient, surface.bare.gradient(at: reference.at), 1e-10))
    }
    if let hessian = reference.hessian {
      let found = surface.bare.hessian(at: reference.at)
      findings.append(compare("Hessian \(place)", Array(hessian.joined()), Array(found.joined()), 1e-8))
    }
    return findings
  }
}

private func compare(_ what: String, _ claimed: [Double], _ found: [Double], _ tolerance: Double) -> Finding {
  let difference = largest(zip(claimed, found).map { $0 - $1 })
  let numbers = claimed.count == 1 ? "\(claimed[0])" : text(claimed)
  let answer = found.count == 1 ? "\(found[0])" : text(found)
  return Finding(
    claim: "the \(what) is \(numbers)", found: "found \(answer), \(difference) away",
    holds: difference <= tolerance * max(1, largest(claimed)))
}

/// Compares the gradient with differences of values at points strewn over the window.
///
/// Central differences over h, h/2 and h/4, where h is 1e-4 of the window, make two extrapolations in which the error in
/// h^2 has gone (L. F. Richardson, 1911). How far these two differ tells how far they can be trusted; at a kink that is
/// not at all, and such a point counts for neither side.
package func checkDifferences(
  of objective: any Objective, over window: [ClosedRange<Double>], variables: [String]
) -> [Finding] {
  let points = strewn(window, count: 64)
  let gradients = points.map { objective.gradient(at: $0) }
  var worst = (excess: 0.0, place: "", claimed: 0.0, found: 0.0)
  var judged = 0
  for coordinate in 0..<objective.dimension {
    let reach = 1e-4 * (window[coordinate].upperBound - window[coordinate].lowerBound)
    let slopes = [1, 0.5, 0.25].map { differences(objective, points, coordinate, $0 * reach) }
    for index in points.indices {
      let gradient = gradients[index][coordinate]
      let (wide, middle, narrow) = (slopes[0][index], slopes[1][index], slopes[2][index])
      let coarse = (4 * middle.slope - wide.slope) / 3
      let fine = (4 * narrow.slope - middle.slope) / 3
      guard gradient.isFinite, coarse.isFinite, fine.isFinite else { continue }
      let doubt = 4 * abs(coarse - fine) + 1e-14 * narrow.size / reach
      let scale = max(1, largest(gradients[index]))
      guard doubt <= 1e-2 * scale else { continue }
      judged += 1
      let excess = (abs(gradient - fine) - doubt) / scale
      if excess > worst.excess {
        worst = (excess, "d/d\(variables[coordinate]) at \(text(points[index]))", gradient, fine)
      }
    }
  }
  let total = points.count * objective.dimension
  let answer =
    worst.excess > 1e-8
    ? "\(worst.place) is \(worst.claimed), the difference \(worst.found)"
    : "\(judged) of \(total) could be judged, all agree"
  return [
    Finding(
      claim: "the gradient agrees with differences of values", found: answer,
      holds: worst.excess <= 1e-8 && judged * 4 >= total)
  ]
}

/// Central differences along one coordinate, with the size of the values they are made of.
private func differences(
  _ objective: any Objective, _ points: [[Double]], _ coordinate: Int, _ reach: Double
) -> [(slope: Double, size: Double)] {
  func moved(_ distance: Double) -> [[Double]] {
    points.map { point in
      var point = point
      point[coordinate] += distance
      return point
    }
  }
  let (above, below) = (moved(reach), moved(-reach))
  let (upper, lower) = (values(of: objective, at: above), values(of: objective, at: below))
  return points.indices.map { index in
    // The points may have been rounded, so their distance is measured.
    let distance = above[index][coordinate] - below[index][coordinate]
    return ((upper[index] - lower[index]) / distance, max(abs(upper[index]), abs(lower[index])))
  }
}

/// Points that fill a box evenly: multiples of roots of 1/2, modulo 1 (Kronecker's sequence).
func strewn(_ box: [ClosedRange<Double>], count: Int) -> [[Double]] {
  let strides = box.indices.map { golden(box.count, power: $0 + 1) }
  return (1...count).map { index in
    zip(box, strides).map { interval, stride in
      let fraction = (Double(index) * stride).truncatingRemainder(dividingBy: 1)
      return interval.lowerBound + fraction * (interval.upperBound - interval.lowerBound)
    }
  }
}

/// The inverse of the root above 1 of `x^(d+1) = x + 1`, to a power: the golden ratio and its kin in d dimensions.
private func golden(_ dimension: Int, power: Int) -> Double {
  var root = 2.0
  for _ in 0..<60 {
    let product = (0..<dimension).reduce(1.0) { result, _ in result * root }
    root -= (product * root - root - 1) / (Double(dimension + 1) * product - 1)
  }
  return (0..<power).reduce(1.0) { result, _ in result / root }
}

/// The values at many points, in blocks.
func values(of objective: any Objective, at points: [[Double]]) -> [Double] {
  let width = 64
  let lanes = width * Lanes.count
  let evaluator = objective.evaluator(width: width)
  let block = Block(rows: objective.dimension, width: width)
  let result = Block(rows: 1, width: width)
  var values: [Double] = []
  for start in stride(from: 0, to: points.count, by: lanes) {
    let part = points[start..<min(start + lanes, points.count)]
    for (lane, point) in part.enumerated() {
      for (row, coordinate) in point.enumerated() { block[row, lane] = coordinate }
    }
    evaluator.value(at: block, vectors: (part.count + Lanes.count - 1) / Lanes.count, step: 0, into: result)
    for lane in 0..<part.count { values.append(result[0, lane]) }
  }
  return values
}

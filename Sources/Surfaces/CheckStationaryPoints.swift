internal import Calculus

/// Tests each minimum, saddle and maximum: its value, its gradient, and what the surface does around it.
func checkStationaryPoints(_ surface: Surface) -> [Finding] {
  let claims =
    surface.minima.map { ($0, StationaryKind.minimum) } + surface.saddles.map { ($0, .saddle) }
    + surface.maxima.map { ($0, .maximum) }
  return claims.flatMap { point, kind in
    let value = surface.objective.value(at: point.at)
    let name = "the \(kind.rawValue) \(text(point.at))"
    return [
      Finding(
        claim: "\(name) has the value \(point.value)", found: "found \(value)",
        holds: abs(value - point.value) <= 1e-10 * max(1, abs(point.value))),
      checkShape(surface, point, kind, name),
    ]
  }
}

/// Judges a stationary point by what the surface does around it.
///
/// A smooth point is judged by gradient and Hessian as well as by its neighbours; a kink, where the gradient need not
/// vanish, and a point with a flat direction by its neighbours alone. On the edge of the domain only the coordinates
/// that are free to move count.
private func checkShape(
  _ surface: Surface, _ point: Surface.StationaryPoint, _ kind: StationaryKind, _ name: String
) -> Finding {
  let held = held(point.at, kind, on: surface)
  let slope = free(surface.objective.gradient(at: point.at), held)
  let gradient = largest(slope)
  var matrix = SymmetricMatrix(rows: surface.objective.hessian(at: point.at))
  for coordinate in held {
    for other in 0..<matrix.dimension { matrix[coordinate, other] = 0 }
    matrix[coordinate, coordinate] = kind == .maximum ? -1 : 1
  }
  let eigenvalues = matrix.eigensystem()?.values ?? []
  // Coordinates with ten digits leave a gradient of this size.
  let isStationary = gradient <= 1e-9 * max(1, largest(eigenvalues)) * max(1, largest(point.at))
  let byHessian = isStationary ? matrix.stationaryKind() : nil
  let around = neighbours(of: point.at, on: surface)
  let contradicts = byHessian.map { $0 != kind && $0 != .degenerate } ?? false
  // A saddle's ways down may be too narrow for a ring of neighbours to hit; its Hessian does not miss them.
  let agrees = around.agree(with: kind) || kind == .saddle && byHessian == .saddle
  // On a slope, too, some neighbours are lower and some higher, so a saddle must be stationary. At a kink the gradient
  // need not vanish; but if one step of Newton's makes it vanish, the place is smooth and the claim beside the mark.
  let isBeside = !isStationary && newton(from: point.at, slope, matrix, held, on: surface) <= 0.1 * gradient
  return Finding(
    claim: "\(name) is a \(kind.rawValue)",
    found: "gradient \(gradient), eigenvalues \(text(eigenvalues)), \(around.description)",
    holds: agrees && !contradicts && !isBeside && (isStationary || kind != .saddle))
}

/// The coordinates in which the surface falls (or, for a maximum, rises) through the edge of the domain.
private func held(_ point: [Double], _ kind: StationaryKind, on surface: Surface) -> [Int] {
  guard let domain = surface.domain, kind != .saddle else { return [] }
  let slope = surface.objective.gradient(at: point).map { kind == .maximum ? -$0 : $0 }
  return point.indices.filter {
    point[$0] == domain[$0].lowerBound && slope[$0] > 0 || point[$0] == domain[$0].upperBound && slope[$0] < 0
  }
}

/// A gradient without what is held by the edge of the domain.
private func free(_ gradient: [Double], _ held: [Int]) -> [Double] {
  gradient.indices.map { held.contains($0) ? 0 : gradient[$0] }
}

/// How large the gradient is after a step of Newton's method, infinite if there is none.
private func newton(
  from point: [Double], _ gradient: [Double], _ hessian: SymmetricMatrix, _ held: [Int], on surface: Surface
) -> Double {
  guard let step = hessian.solve(gradient) else { return .infinity }
  let after = largest(free(surface.objective.gradient(at: zip(point, step).map { $0 - $1 }), held))
  return after.isNaN ? .infinity : after
}

/// How many points around a point are lower and how many higher.
private struct Neighbours: CustomStringConvertible {
  var lower = 0
  var higher = 0
  var count = 0

  var description: String { "of \(count) neighbours \(lower) lower and \(higher) higher" }

  func agree(with kind: StationaryKind) -> Bool {
    switch kind {
    case .minimum: lower == 0
    case .maximum: higher == 0
    case .saddle: lower > 0 && higher > 0
    case .degenerate: true
    }
  }
}

/// Looks at points on spheres of 1e-5 to 1e-3 of the window around a point.
private func neighbours(of point: [Double], on surface: Surface) -> Neighbours {
  let directions = strewn(Array(repeating: -1...1, count: point.count), count: 96) + unitVectors(point.count)
  var around: [[Double]] = []
  for reach in [1e-5, 1e-4, 1e-3] {
    for direction in directions {
      let length = largest(direction)
      around.append(
        point.indices.map { index in
          let width = surface.window[index].upperBound - surface.window[index].lowerBound
          return point[index] + direction[index] / length * reach * width
        })
    }
  }
  let center = surface.objective.value(at: point)
  // Below this a difference is rounding, not shape.
  let least = 1e-13 * max(1, abs(center))
  var result = Neighbours()
  for (place, value) in zip(around, values(of: surface.objective, at: around)) {
    if let domain = surface.domain, !zip(domain, place).allSatisfy({ $0.contains($1) }) { continue }
    result.count += 1
    if value < center - least { result.lower += 1 }
    if value > center + least { result.higher += 1 }
  }
  return result
}

/// Forth and back along each coordinate.
private func unitVectors(_ dimension: Int) -> [[Double]] {
  (0..<dimension).flatMap { coordinate in
    [1.0, -1].map { sign in (0..<dimension).map { $0 == coordinate ? sign : 0 } }
  }
}

import Calculus

/// The local parabola `g.p + p.Hp / 2`, along the eigenvectors of H.
struct Parabola {
  private let system: Eigensystem
  /// The gradient's coordinates along the eigenvectors.
  private let slopes: [Double]

  /// Nil where the Hessian is not finite.
  init?(_ gradient: [Double], _ hessian: SymmetricMatrix) {
    guard let system = hessian.eigensystem() else { return nil }
    self.system = system
    slopes = system.coordinates(of: gradient)
  }

  /// The lowest place within a radius, how far it lies below the centre, and whether it lies on the boundary.
  ///
  /// It is `-(H + l I)^-1 g` with the l, at least 0 and at least minus the lowest eigenvalue, that gives it the radius. In
  /// the hard case, where the gradient has no part along what curves down most, that direction makes up what is missing.
  func lowest(within radius: Double) -> (step: [Double], fall: Double, isOnBoundary: Bool) {
    let least = system.values[0]
    var coordinates = place(shift: max(0, -least))
    let isInside = length(coordinates) <= radius
    if !isInside {
      coordinates = place(shift: shift(reaching: radius))
    } else if least < 0 {
      let rest = max(0, radius * radius - dot(coordinates, coordinates)).squareRoot()
      coordinates[0] += slopes[0] > 0 ? -rest : rest
    }
    let fall = zip(coordinates, zip(slopes, system.values)).reduce(0.0) { sum, part in
      sum - part.0 * (part.1.0 + part.0 * part.1.1 / 2)
    }
    return (system.vector(of: coordinates), fall, !isInside || least < 0)
  }

  /// `-(H + shift I)^-1 g`; directions without slope or curvature left are not walked.
  private func place(shift: Double) -> [Double] {
    zip(slopes, system.values).map { slope, value in slope == 0 ? 0 : -slope / (value + shift) }
  }

  /// The shift at which the place has the radius, where it lies farther out at the least shift.
  ///
  /// Newton's method on 1 / |p| - 1 / radius, which is nearly a straight line, kept between bounds.
  private func shift(reaching radius: Double) -> Double {
    var lower = max(0, -system.values[0])
    var upper = lower + length(slopes) / radius
    var shift = upper
    for _ in 0..<200 {
      let coordinates = place(shift: shift)
      let reach = length(coordinates)
      if reach > radius { lower = shift } else { upper = shift }
      // Minus half the derivative of |p|^2.
      let bend = zip(coordinates, system.values).reduce(0.0) { $0 + $1.0 * $1.0 / ($1.1 + shift) }
      var next = shift + (reach - radius) / radius * reach * reach / bend
      if !(next > lower && next < upper) { next = lower + (upper - lower) / 2 }
      if next == lower || next == upper { return upper }
      if (next - shift).magnitude <= 2 * shift.ulp { return next }
      shift = next
    }
    return shift
  }
}

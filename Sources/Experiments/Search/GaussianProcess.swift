internal import Calculus

/// A Gaussian process through known values: what to expect of a function where it has not been asked.
///
///     k(a, b) = (1 + r + r^2/3) exp(-r),   r^2 = 5 sum ((a_i - b_i) / length_i)^2
///     K = k(X, X) + nugget I = L L^T
///     mean mu = 1^T K^-1 y / 1^T K^-1 1,   variance s^2 = (y - mu)^T K^-1 (y - mu) / n
///     f(x) ~ N(mu + k^T K^-1 (y - mu), s^2 (1 - k^T K^-1 k))
///
/// The kernel is Matern's with smoothness 5/2, with a length for each axis. Mean and variance are those of the greatest
/// likelihood given lengths and nugget, which leaves `-n/2 log s^2 - log det L` to be compared between settings. Up to
/// eight settings are worked on side by side, one in each lane.
///
/// - Source: D. R. Jones, M. Schonlau, W. J. Welch, "Efficient Global Optimization of Expensive Black-Box Functions",
///   Journal of Global Optimization 13 (1998) 455; C. E. Rasmussen, C. K. I. Williams, "Gaussian Processes for Machine
///   Learning" (2006), section 4.2.
package struct GaussianProcess: Sendable {
  /// How far values are alike, and how far they are trusted.
  package struct Settings: Sendable, Equatable {
    /// The length on each axis over which the function changes.
    package var lengths: [Double]
    /// The variance of the noise in each value, in terms of the variance of the process.
    package var nugget: Double

    /// Settings from lengths and nugget, all positive.
    package init(lengths: [Double], nugget: Double) {
      self.lengths = lengths
      self.nugget = nugget
    }
  }

  /// A normal distribution of what is not known.
  package struct Prediction: Sendable {
    /// What is expected.
    package let mean: Double
    /// The standard deviation around it.
    package let deviation: Double

    /// A distribution from its two numbers.
    package init(mean: Double, deviation: Double) {
      self.mean = mean
      self.deviation = deviation
    }
  }

  /// The points so far.
  package private(set) var points: [[Double]] = []
  private let scales: [Lanes]
  private let nugget: Lanes
  private var factor = CholeskyFactor()
  /// The solutions of L a = y and L b = 1.
  private var (values, ones): ([Lanes], [Lanes]) = ([], [])

  /// A process that knows nothing yet.
  ///
  /// - Parameter settings: one to eight of them.
  package init(_ settings: [Settings]) {
    precondition((1...Lanes.count).contains(settings.count), "a lane holds one setting")
    func lanes(_ number: (Settings) -> Double) -> Lanes {
      var result: Lanes = 0
      for lane in 0..<Lanes.count { result[lane] = number(settings[min(lane, settings.count - 1)]) }
      return result
    }
    scales = settings[0].lengths.indices.map { axis in Lanes(5).squareRoot() / lanes { $0.lengths[axis] } }
    nugget = lanes(\.nugget)
  }

  /// Adds a value at a point.
  package mutating func add(_ point: [Double], _ value: Double) {
    let row = points.map { other in
      var square: Lanes = 0
      for axis in scales.indices {
        let part = scales[axis] * Lanes(point[axis] - other[axis])
        square += part * part
      }
      return Self.kernel(square)
    }
    factor.append(row, diagonal: 1 + nugget)
    values.append(factor.next(after: values, right: Lanes(value)))
    ones.append(factor.next(after: ones, right: 1))
    points.append(point)
  }

  private static func kernel(_ square: Lanes) -> Lanes {
    let distance = square.squareRoot()
    return (1 + distance + square / 3) * Lanes.exp(-distance)
  }

  /// The mean of the process under each setting.
  private var mean: Lanes {
    var (product, square): (Lanes, Lanes) = (0, 0)
    for (value, one) in zip(values, ones) {
      product += value * one
      square += one * one
    }
    return product / square
  }

  /// The variance of the process under each setting; where all values are the same it is taken for very small.
  private func variance(mean: Lanes) -> Lanes {
    var sum: Lanes = 0
    for (value, one) in zip(values, ones) {
      let rest = value - mean * one
      sum += rest * rest
    }
    return Lanes.maximum(sum / Lanes(Double(points.count)), 1e-12)
  }

  /// The logarithm of the likelihood under each of the eight settings, but for a constant; the last one fills the rest.
  package var logLikelihoods: [Double] {
    let likelihood =
      Lanes(-0.5 * Double(points.count)) * Lanes.log(variance(mean: mean)) - factor.halfLogDeterminant
    return (0..<Lanes.count).map { likelihood[$0] }
  }

  /// What to expect at some points, under the one setting there is.
  package func predictions(at places: [[Double]]) -> [Prediction] {
    var outlook = Outlook(at: places, capacity: points.count)
    return outlook.predictions(by: self)
  }
}

// MARK: - Looking out

extension GaussianProcess {
  /// Places at which a growing process is asked again and again: what it knew before is not worked out anew.
  ///
  /// A copy shares its memory with the original, so only one of them is to be asked.
  struct Outlook: Sendable {
    /// The places.
    let places: [[Double]]
    private let coordinates: Block
    /// The solutions of L V = k(X, places), row by row.
    private let solutions: Block
    private var known = 0

    /// Places for a process of up to so many points.
    init(at places: [[Double]], capacity: Int) {
      let width = max(1, (places.count + Lanes.count - 1) / Lanes.count)
      self.places = places
      coordinates = Block(rows: places.first?.count ?? 0, width: width)
      solutions = Block(rows: capacity, width: width)
      for (lane, place) in places.enumerated() {
        for (axis, coordinate) in place.enumerated() { coordinates[axis, lane] = coordinate }
      }
    }

    /// What to expect at each place by a process that knows all it did when it was asked before.
    mutating func predictions(by process: GaussianProcess) -> [Prediction] {
      for index in known..<process.points.count {
        process.kernels(from: index, to: coordinates, into: solutions.row(index), width: solutions.width)
      }
      process.factor.solve(solutions, from: known)
      known = process.points.count
      let mean = process.mean
      let variance = process.variance(mean: mean)
      let rests = zip(process.values, process.ones).map { $0 - mean * $1 }
      var predictions: [Prediction] = []
      predictions.reserveCapacity(places.count)
      for vector in 0..<solutions.width {
        var (expected, square): (Lanes, Lanes) = (mean, 0)
        for (index, rest) in rests.enumerated() {
          let element = solutions.row(index)[vector]
          expected += element * rest
          square += element * element
        }
        let deviation = (variance * Lanes.maximum(1 - square, 0)).squareRoot()
        for lane in 0..<min(Lanes.count, places.count - vector * Lanes.count) {
          predictions.append(Prediction(mean: expected[lane], deviation: deviation[lane]))
        }
      }
      return predictions
    }
  }

  /// The kernel between a known point and places side by side.
  private func kernels(from index: Int, to places: Block, into row: UnsafeMutablePointer<Lanes>, width: Int) {
    let point = points[index]
    for vector in 0..<width {
      var square: Lanes = 0
      for axis in scales.indices {
        let part = scales[axis] * (places.row(axis)[vector] - Lanes(point[axis]))
        square += part * part
      }
      row[vector] = Self.kernel(square)
    }
  }
}

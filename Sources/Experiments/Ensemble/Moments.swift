/// How many points there are, their mean and their covariance.
///
/// Parts are merged in a fixed order, so that the bits depend on nothing else.
///
/// - Source: T. F. Chan, G. H. Golub, R. J. LeVeque, Algorithms for computing the sample variance, The American
///   Statistician 37 (1983) 242.
public struct Moments: Sendable, Equatable {
  /// How many points.
  public private(set) var count = 0
  /// The mean of each coordinate; NaN without points.
  public private(set) var mean: [Double]
  /// Sums of products of two deviations from the mean, row by row of the lower triangle.
  private var scatter: [Double]

  /// Of no points.
  public init(dimension: Int) {
    mean = Array(repeating: .nan, count: dimension)
    scatter = Array(repeating: 0, count: dimension * (dimension + 1) / 2)
  }

  /// Of points given coordinate by coordinate: those that are not finite are left out.
  ///
  /// - Parameters:
  ///   - count: how many points there are.
  ///   - coordinate: a coordinate of a point, by its row and the number of the point.
  public init(dimension: Int, count: Int, coordinate: (Int, Int) -> Double) {
    self.init(dimension: dimension)
    var places: [Int] = []
    for place in 0..<count where (0..<dimension).allSatisfy({ coordinate($0, place).isFinite }) { places.append(place) }
    guard !places.isEmpty else { return }
    self.count = places.count
    for row in 0..<dimension {
      var sum = 0.0
      for place in places { sum += coordinate(row, place) }
      mean[row] = sum / Double(places.count)
    }
    var index = 0
    for row in 0..<dimension {
      for column in 0...row {
        var sum = 0.0
        for place in places {
          sum += (coordinate(row, place) - mean[row]) * (coordinate(column, place) - mean[column])
        }
        scatter[index] = sum
        index += 1
      }
    }
  }

  /// Adds the points of another part.
  public mutating func merge(_ other: Moments) {
    guard other.count > 0 else { return }
    guard count > 0 else { return self = other }
    let (own, whole) = (Double(count), Double(count + other.count))
    let share = Double(other.count) / whole
    let apart = zip(mean, other.mean).map { $1 - $0 }
    var index = 0
    for row in mean.indices {
      for column in 0...row {
        scatter[index] += other.scatter[index] + apart[row] * apart[column] * own * share
        index += 1
      }
    }
    for row in mean.indices { mean[row] += apart[row] * share }
    count += other.count
  }

  /// The covariance of two coordinates, with n - 1 below the line; 0 for fewer than two points.
  public func covariance(_ row: Int, _ column: Int) -> Double {
    guard count > 1 else { return 0 }
    let (high, low) = (max(row, column), min(row, column))
    return scatter[high * (high + 1) / 2 + low] / Double(count - 1)
  }
}

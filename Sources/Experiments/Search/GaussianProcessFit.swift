internal import Calculus

extension GaussianProcess.Settings {
  /// What is tried for a length: a tenth of the whole up to twice the whole.
  static let lengths = (0..<Lanes.count).map { 0.1 * Lanes.pow(20, Lanes(Double($0) / 7))[0] }
  /// What is tried for the nugget: little, as equal settings score the same, with noise too.
  static let nuggets = (0..<Lanes.count).map { Lanes.pow(10, Lanes(Double($0) * 5 / 7 - 8))[0] }

  /// Before anything is known.
  static func usual(dimension: Int) -> Self {
    Self(lengths: Array(repeating: lengths[4], count: dimension), nugget: nuggets[2])
  }

  /// The settings of greatest likelihood that two rounds of looking along one axis after the other find.
  ///
  /// Eight lengths are tried for each axis, then eight nuggets.
  func fitted(to points: [[Double]], _ values: [Double]) -> Self {
    var best = self
    for _ in 0..<2 {
      for axis in 0...lengths.count {
        let choices = (0..<Lanes.count).map { place in
          var choice = best
          if axis < lengths.count {
            choice.lengths[axis] = Self.lengths[place]
          } else {
            choice.nugget = Self.nuggets[place]
          }
          return choice
        }
        var process = GaussianProcess(choices)
        for (point, value) in zip(points, values) { process.add(point, value) }
        let likelihoods = process.logLikelihoods
        guard let place = likelihoods.indices.max(by: { likelihoods[$0] < likelihoods[$1] }) else { continue }
        best = choices[place]
      }
    }
    return best
  }
}

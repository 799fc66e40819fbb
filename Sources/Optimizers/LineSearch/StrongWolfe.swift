/// A line search for a step that falls far enough and ends where the slope is nearly spent: the strong Wolfe conditions.
///
/// ```
/// f(x + a p) <= f(x) + c1 a g.p        the fall is a share of what the first slope promises
/// |g(x + a p).p| <= c2 |g.p|           the slope left is a share of the first
/// ```
///
/// First the trials go outwards, each to the minimum of the cubic through the last two, until two of them bracket a
/// length that keeps both conditions; then the bracket is narrowed, again by cubics. A trial that lands within a tenth of
/// the bracket's ends twice running is moved a tenth inwards, so that the bracket shrinks whatever the surface.
///
/// A trial whose value or gradient is not finite counts as infinitely high. So the search ends behind any wall, returns a
/// finite place, and asks at most `trials + 1` questions.
///
/// The order of operations is that of PyTorch's `_strong_wolfe`, which goes back to M. Schmidt's minFunc. Where PyTorch
/// would go on with NaN (a trial that is not finite, two equal slopes without a bend), the middle is taken instead; where
/// two ends of a bracket are equally high, the one that was lower stays.
///
/// Source: J. Nocedal, S. J. Wright, Numerical optimization, 2nd ed. (2006), Algorithms 3.5 and 3.6, equation 3.59.
struct StrongWolfe {
  /// c1: the share of the promised fall that a step must bring.
  var armijo = 1e-4
  /// c2: the share of the first slope that may be left.
  var curvature = 0.9
  /// A bracket narrower than this, in the coordinate that moves most, is not narrowed further.
  var narrowest = 1e-9
  /// The most trials after the first one.
  var trials: Int

  /// The trial that keeps both conditions; if none was found, the lower end of the bracket, which may be the start.
  ///
  /// - Parameters:
  ///   - line: A line that falls at its start.
  ///   - start: What is known at length 0; finite.
  ///   - length: The first length to try. At 0 there is nothing to search.
  func search(_ line: Line, from start: Trial, first length: Double) -> Trial {
    guard length > 0 else { return start }
    var last = start
    var next = line.trial(length)
    for used in 0..<trials {
      // PyTorch compares with the last trial from the third on; the book does from the second.
      if isTooHigh(next, start) || (used > 1 && next.value >= last.value) {
        return narrow(last, next, on: line, from: start, used: used)
      }
      if isNearlySpent(next, start) { return next }
      if next.slope >= 0 { return narrow(last, next, on: line, from: start, used: used) }
      let least = next.length + 0.01 * (next.length - last.length)
      let further = cubicMinimum(last, next, from: least, to: 10 * next.length)
      last = next
      next = line.trial(further)
    }
    return start.value <= next.value ? start : next
  }

  /// Narrows a bracket until a trial keeps both conditions.
  private func narrow(_ first: Trial, _ second: Trial, on line: Line, from start: Trial, used: Int) -> Trial {
    var (low, high) = first.value <= second.value ? (first, second) : (second, first)
    var wasNearEnd = false
    for _ in used..<trials {
      let (left, right) = (min(low.length, high.length), max(low.length, high.length))
      if (right - left) * line.reach < narrowest { break }

      var length = cubicMinimum(low, high, from: left, to: right)
      let margin = 0.1 * (right - left)
      let isNearEnd = min(right - length, length - left) < margin
      let isMoved = isNearEnd && (wasNearEnd || length >= right || length <= left)
      if isMoved { length = right - length < length - left ? right - margin : left + margin }
      wasNearEnd = isNearEnd && !isMoved

      let trial = line.trial(length)
      if isTooHigh(trial, start) || trial.value >= low.value {
        (low, high) = low.value <= trial.value ? (low, trial) : (trial, low)
      } else if isNearlySpent(trial, start) {
        return trial
      } else {
        if trial.slope * (high.length - low.length) >= 0 { high = low }
        low = trial
      }
    }
    return low
  }

  private func isTooHigh(_ trial: Trial, _ start: Trial) -> Bool {
    trial.value > start.value + armijo * trial.length * start.slope
  }

  private func isNearlySpent(_ trial: Trial, _ start: Trial) -> Bool {
    trial.slope.magnitude <= -curvature * start.slope
  }

  /// Where the cubic with the values and slopes of two trials is least, kept within `lower` and `upper`; the middle of
  /// these if it has no minimum.
  private func cubicMinimum(_ one: Trial, _ other: Trial, from lower: Double, to upper: Double) -> Double {
    let (near, far) = one.length <= other.length ? (one, other) : (other, one)
    let chord = near.slope + far.slope - 3 * (near.value - far.value) / (near.length - far.length)
    let square = chord * chord - near.slope * far.slope
    guard square >= 0 else { return (lower + upper) / 2 }
    let root = square.squareRoot()
    let share = (far.slope + root - chord) / (far.slope - near.slope + 2 * root)
    let minimum = far.length - (far.length - near.length) * share
    return minimum.isNaN ? (lower + upper) / 2 : min(max(minimum, lower), upper)
  }
}

/// What is known at one length of a line.
struct Trial {
  /// In terms of the line's direction.
  var length: Double
  /// The value there; infinite if it or the gradient is not finite.
  var value: Double
  var gradient: [Double]
  /// The derivative by the length.
  var slope: Double
}

/// A line through a point, along which the oracle is asked.
struct Line {
  let point: [Double]
  let direction: [Double]
  let oracle: PointOracle
  /// The largest change of a coordinate at length 1.
  let reach: Double

  init(from point: [Double], along direction: [Double], oracle: PointOracle) {
    self.point = point
    self.direction = direction
    self.oracle = oracle
    reach = largestMagnitude(direction)
  }

  /// The place at a length.
  func place(_ length: Double) -> [Double] { zip(point, direction).map { $0 + length * $1 } }

  /// Value, gradient and slope at a length: one evaluation.
  func trial(_ length: Double) -> Trial {
    let (value, gradient) = oracle.valueAndGradient(at: place(length))
    let slope = dot(gradient, direction)
    let isUsable = value.isFinite && slope.isFinite
    return Trial(length: length, value: isUsable ? value : .infinity, gradient: gradient, slope: slope)
  }
}

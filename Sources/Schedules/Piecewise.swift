public import Calculus

/// Piecewise constant: the rate has a value of its own between any two boundaries.
///
/// ```
/// rate = base values[number of boundaries <= t]        t = step - 1
/// ```
///
/// Any staircase, up or down.
///
/// - Deviates: values are factors on the base rate, as those of optax once multiplied out; Keras and PyTorch's users of
///   `LambdaLR` write rates. Boundaries count as in PyTorch and optax; with `late` the old value still holds in the step
///   at the boundary, as in Keras (`t > boundary`).
/// - Source: `optax.piecewise_constant_schedule`; `keras.optimizers.schedules.PiecewiseConstantDecay`.
public struct Piecewise: Schedule {
  /// Who this is.
  public static let identity = ScheduleIdentity(
    name: "piecewise", aliases: ["piecewise-constant"], label: "piecewise",
    summary: "a value of its own between any two boundaries")

  /// Every knob.
  public static let knobs: [Knob<Piecewise>] = [
    .spans("boundaries", \.boundaries, "steps after which the next value holds"),
    .numbers("values", \.values, in: .notNegative, "factors on the base rate, one more than boundaries"),
    .flag("late", \.late, "whether a value begins one step later, as in Keras"),
  ]

  /// The steps after which the next value holds.
  public var boundaries: [Span] = [.share(0.4), .share(0.8)]
  /// The factors on the base rate, one more than boundaries.
  public var values = [1, 0.5, 0.1]
  /// Whether a value begins one step later.
  public var late = false

  /// The base rate, its half at 40 % and its tenth at 80 % of the run.
  public init() {}

  /// The rate in a step.
  public func course(step: Int, of steps: Int) -> Course {
    let step = late ? step - 1 : step
    let index = boundaries.count { $0.steps(of: steps) < step }
    return Course(values[min(index, values.count - 1)])
  }

  /// Each boundary within the run.
  public func phases(of steps: Int) -> [Phase] {
    let first = late ? 2 : 1
    let starts = boundaries.map { $0.steps(of: steps) + first }.filter { $0 <= steps }
    return starts.map { Phase("boundary", from: $0) }.lasting
  }

  /// Boundaries and values must match in number.
  public var conflict: String? {
    guard values.count != boundaries.count + 1 else { return nil }
    return """
      boundaries and values do not match: \(boundaries.count) boundaries part \(boundaries.count + 1) values, \
      not \(values.count)
      """
  }
}

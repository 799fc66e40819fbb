/// An objective that is a mean over the rows of data, of which a step may draw a few.
///
/// A draw is a function of a run's random numbers and of the step, never of the optimizer or of who asks first: all
/// optimizers meet the same rows, and within a step every question is about the same ones.
public protocol SampledObjective: Objective {
  /// How many rows there are.
  var rows: Int { get }

  /// Working memory to evaluate the mean over `batch` rows drawn for each run.
  func sampledEvaluator(width: Int, batch: Int) -> any SampledEvaluator
}

/// An evaluator that looks at rows drawn for each step.
public protocol SampledEvaluator: Evaluator {
  /// Draws the rows of a step, from 1, for the runs that stand in the first lanes.
  func draw(step: Int, streams: ArraySlice<RandomNumbers>)

  /// How many rows a run meets in the step that was drawn.
  var rowsInStep: Int { get }
}

/// In which order rows are drawn.
public enum RowOrder: String, Sendable, CaseIterable {
  /// Every epoch meets every row once, in an order of its own.
  case shuffled
  /// As the rows stand, again and again: for data that come one after the other.
  case cyclic
}

/// Rows drawn in epochs: each epoch meets every row once, its last batch may be smaller.
public struct EpochSampler: Sendable {
  /// How many rows there are.
  public let rows: Int
  /// How many rows a batch has, at most all.
  public let batch: Int
  /// In which order rows are drawn.
  public let order: RowOrder

  /// A sampler of batches of at least one row.
  public init(rows: Int, batch: Int, order: RowOrder) {
    self.rows = rows
    self.batch = min(max(1, batch), rows)
    self.order = order
  }

  /// How many steps an epoch has.
  public var stepsInEpoch: Int { (rows + batch - 1) / batch }

  /// The epoch of a step, both from 0 and 1, and the places in its order that the step draws.
  public func place(step: Int) -> (epoch: Int, places: Range<Int>) {
    let epoch = (step - 1) / stepsInEpoch
    let first = (step - 1) % stepsInEpoch * batch
    return (epoch, first..<min(first + batch, rows))
  }

  /// The order of an epoch, as a function of the stream and the epoch: the shuffle of Fisher and Yates.
  public func order(epoch: Int, stream: RandomNumbers) -> [UInt32] {
    var rows = (0..<UInt32(self.rows)).map { $0 }
    guard order == .shuffled else { return rows }
    for last in stride(from: rows.count - 1, through: 1, by: -1) {
      rows.swapAt(last, stream.whole(below: last + 1, UInt64(epoch), UInt64(last)))
    }
    return rows
  }
}

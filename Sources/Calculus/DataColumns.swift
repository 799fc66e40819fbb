/// Rows of data, column by column: eight rows to a vector, so that a formula runs on eight rows at once.
///
/// The last vector is filled up with copies of the last row, which whoever sums over rows leaves out.
public final class DataColumns: @unchecked Sendable {
  /// How many columns there are.
  public let count: Int
  /// How many rows there are, at least one.
  public private(set) var rows: Int
  /// How many rows there is room for.
  public let capacity: Int
  private let vectors: Int
  private let base: UnsafeMutablePointer<Lanes>

  /// Columns of equally many numbers, at least one.
  public init(_ columns: [[Double]]) {
    count = columns.count
    rows = columns.first?.count ?? 1
    capacity = rows
    vectors = (rows + Lanes.count - 1) / Lanes.count
    base = .allocate(capacity: max(1, count * vectors))
    base.initialize(repeating: 0, count: max(1, count * vectors))
    for (column, numbers) in columns.enumerated() {
      for row in 0..<vectors * Lanes.count { set(row, column, numbers[min(row, rows - 1)]) }
    }
  }

  /// Room for some rows of as many columns as there are in other data.
  public init(room capacity: Int, like data: DataColumns) {
    count = data.count
    self.capacity = max(1, capacity)
    rows = self.capacity
    vectors = (self.capacity + Lanes.count - 1) / Lanes.count
    base = .allocate(capacity: max(1, count * vectors))
    base.initialize(repeating: 0, count: max(1, count * vectors))
  }

  deinit { base.deallocate() }

  /// The first vector of a column.
  public func column(_ index: Int) -> UnsafeMutablePointer<Lanes> { base + index * vectors }

  /// The number in a row of a column.
  public subscript(row: Int, column: Int) -> Double {
    self.column(column)[row / Lanes.count][row % Lanes.count]
  }

  /// Takes over some rows of other data, in order; at most as many as there is room for, and at least one.
  public func take(_ chosen: ArraySlice<UInt32>, of data: DataColumns) {
    rows = min(capacity, chosen.count)
    for column in 0..<count {
      for (place, row) in chosen.prefix(rows).enumerated() { set(place, column, data[Int(row), column]) }
      let last = self[rows - 1, column]
      var place = rows
      while place % Lanes.count != 0 {
        set(place, column, last)
        place += 1
      }
    }
  }

  private func set(_ row: Int, _ column: Int, _ number: Double) {
    self.column(column)[row / Lanes.count][row % Lanes.count] = number
  }
}

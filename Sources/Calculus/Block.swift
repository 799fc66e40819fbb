/// A table of lanes: rows (coordinates, say) by a width of up to 64 vectors.
///
/// It owns aligned memory and hands out its address, because the inner loops run over whole rows without bounds checks.
/// Row `r` stands at `row(r)`, vector `v` of it at `row(r)[v]`.
public final class Block: @unchecked Sendable {
  /// How many rows there are.
  public let rows: Int
  /// How many vectors a row has.
  public let width: Int
  /// The first vector of the first row.
  public let base: UnsafeMutablePointer<Lanes>

  /// A block of zeros.
  public init(rows: Int, width: Int) {
    precondition(rows >= 0 && width > 0, "a block has rows and a width")
    self.rows = rows
    self.width = width
    base = .allocate(capacity: max(1, rows * width))
    base.initialize(repeating: 0, count: max(1, rows * width))
  }

  deinit { base.deallocate() }

  /// The first vector of a row.
  @inlinable @inline(__always)
  public func row(_ index: Int) -> UnsafeMutablePointer<Lanes> {
    assert(index >= 0 && index < rows)
    return base + index * width
  }

  /// The number of one lane, counted along the row: lane `l` stands in vector `l / 8`.
  @inlinable @inline(__always)
  public subscript(row: Int, lane: Int) -> Double {
    get { self.row(row)[lane / Lanes.count][lane % Lanes.count] }
    set { self.row(row)[lane / Lanes.count][lane % Lanes.count] = newValue }
  }

  /// Copies lane `source` over lane `target` in every row.
  public func move(lane source: Int, to target: Int) {
    for row in 0..<rows { self[row, target] = self[row, source] }
  }
}

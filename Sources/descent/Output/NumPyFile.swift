/// Arrays as NumPy keeps them: format 1.0, little-endian, the last index running fastest.
///
/// `numpy.load` reads a file of one column as an array of numbers, and one of several as an array of records, whose
/// columns are had by their names: `map["loss"]`.
///
/// - Source: NumPy Enhancement Proposal 1, A simple file format for NumPy arrays.
enum NumPyFile {
  /// The numbers of a column, one for each place of the array.
  enum Column {
    /// Real numbers, eight bytes each.
    case real([Double])
    /// Whole numbers, four bytes each.
    case whole([Int32])
  }

  /// The bytes of an array of real numbers.
  ///
  /// - Parameter shape: how many places along each index; their product is the number of values.
  static func bytes(_ values: [Double], shape: [Int]) -> [UInt8] {
    bytes(.real(values), shape: shape)
  }

  /// The bytes of an array of whole numbers.
  ///
  /// - Parameter shape: how many places along each index; their product is the number of values.
  static func bytes(_ values: [Int32], shape: [Int]) -> [UInt8] {
    bytes(.whole(values), shape: shape)
  }

  /// The bytes of an array of records with a column for each name.
  ///
  /// - Parameter shape: how many places along each index; their product is the number of values of every column.
  static func bytes(_ columns: [(name: String, column: Column)], shape: [Int]) -> [UInt8] {
    let fields = columns.map { "('\($0.name)', '\($0.column.kind)')" }.joined(separator: ", ")
    let count = shape.reduce(1, *)
    var bytes = header("[\(fields)]", shape)
    bytes.reserveCapacity(bytes.count + count * columns.reduce(0) { $0 + $1.column.width })
    for place in 0..<count {
      for (_, column) in columns { column.append(place, to: &bytes) }
    }
    return bytes
  }

  private static func bytes(_ column: Column, shape: [Int]) -> [UInt8] {
    let count = shape.reduce(1, *)
    var bytes = header("'\(column.kind)'", shape)
    bytes.reserveCapacity(bytes.count + count * column.width)
    for place in 0..<count { column.append(place, to: &bytes) }
    return bytes
  }

  /// Magic, version, and a dictionary in Python's words, padded so that numbers begin at a multiple of 64.
  private static func header(_ kind: String, _ shape: [Int]) -> [UInt8] {
    // A tuple of one needs its comma.
    let sizes = shape.map { "\($0)," }.joined(separator: " ")
    let words = "{'descr': \(kind), 'fortran_order': False, 'shape': (\(sizes)), }"
    let prefix = 10
    let length = (prefix + words.utf8.count + 1 + 63) / 64 * 64 - prefix
    let padding = String(repeating: " ", count: length - words.utf8.count - 1)
    return [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(length & 0xFF), UInt8(length >> 8)]
      + Array((words + padding + "\n").utf8)
  }
}

extension NumPyFile.Column {
  /// How NumPy names the kind of number.
  fileprivate var kind: String {
    switch self {
    case .real: "<f8"
    case .whole: "<i4"
    }
  }

  /// How many bytes a number takes.
  fileprivate var width: Int {
    switch self {
    case .real: 8
    case .whole: 4
    }
  }

  fileprivate func append(_ place: Int, to bytes: inout [UInt8]) {
    switch self {
    case .real(let values): withUnsafeBytes(of: values[place].bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
    case .whole(let values): withUnsafeBytes(of: values[place].littleEndian) { bytes.append(contentsOf: $0) }
    }
  }
}

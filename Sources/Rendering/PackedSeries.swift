/// Whole numbers in few bytes: many series, one after another.
///
/// A series begins with twice its count, and one more if it holds second differences and not first ones: whichever is
/// shorter. Then come the differences, the first one from 0, each folded to a number without a sign (0, -1, 1, -2, 2 are
/// 0, 1, 2, 3, 4); after a 0 stands how many more of them follow. Every number is written seven bits a byte, lowest
/// first; all bytes but its last have the eighth bit set.
struct PackedSeries {
  private(set) var bytes: [UInt8] = []

  mutating func append(_ series: [Int]) {
    let first = Self.differences(of: series)
    let candidates = [first, Self.differences(of: first)].enumerated().map { order, numbers in
      Self.packed([UInt(2 * series.count + order)] + Self.runs(numbers.map(Self.folded)))
    }
    bytes += candidates[0].count <= candidates[1].count ? candidates[0] : candidates[1]
  }

  private static func differences(of numbers: [Int]) -> [Int] { zip(numbers, [0] + numbers).map { $0 - $1 } }

  private static func folded(_ number: Int) -> UInt {
    number < 0 ? 2 * number.magnitude - 1 : 2 * number.magnitude
  }

  /// With every row of zeros as a 0 and how many more there were.
  private static func runs(_ numbers: [UInt]) -> [UInt] {
    var result: [UInt] = []
    var zeros: UInt = 0
    func close() { if zeros > 0 { result += [0, zeros - 1] } }
    for number in numbers {
      if number == 0 {
        zeros += 1
      } else {
        close()
        zeros = 0
        result.append(number)
      }
    }
    close()
    return result
  }

  private static func packed(_ numbers: [UInt]) -> [UInt8] {
    numbers.flatMap { number -> [UInt8] in
      var rest = number
      var bytes: [UInt8] = []
      while rest > 127 {
        bytes.append(UInt8(rest & 127) | 128)
        rest >>= 7
      }
      return bytes + [UInt8(rest)]
    }
  }
}

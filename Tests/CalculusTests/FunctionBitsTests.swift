import Calculus
import Testing

/// A lane's bits depend on that lane alone, and on no machine.
struct FunctionBitsTests {
  @Test(arguments: LaneFunctions.names)
  func neighboursDoNotMatter(name: String) {
    for n in 0..<500 as Range<UInt64> {
      let a = LaneFunctions.lanes { LaneFunctions.argument(8 * n + UInt64($0), of: 3) }
      let b = LaneFunctions.lanes { LaneFunctions.argument(8 * n + UInt64($0), of: 4) }
      let together = LaneFunctions.apply(name, a, b)
      for lane in 0..<Lanes.count {
        let alone = LaneFunctions.apply(name, a[lane], b[lane])
        #expect(
          LaneFunctions.bits(together[lane]) == LaneFunctions.bits(alone), "\(name)(\(a[lane]), \(b[lane]))")
      }
    }
  }

  /// Every build must come to these: whatever the instruction set, the optimisation or the processor.
  @Test(arguments: LaneFunctions.names)
  func bitsAreTheSameOnEveryMachine(name: String) {
    #expect(String(Self.fingerprint(name), radix: 16) == Self.fingerprints[name])
  }

  /// A row of sines and cosines has the bits of the two functions, also where a result takes the place of the angles.
  @Test func sinesAndCosinesOfARow() {
    let (angles, cosines) = (Block(rows: 1, width: 64), Block(rows: 1, width: 64))
    for lane in 0..<512 { angles[0, lane] = LaneFunctions.argument(UInt64(lane), of: 7) }
    let expected = (0..<64).map { (Lanes.sin(angles.row(0)[$0]), Lanes.cos(angles.row(0)[$0])) }
    Lanes.sinesAndCosines(of: angles.row(0), vectors: 64, sines: angles.row(0), cosines: cosines.row(0))
    for lane in 0..<512 {
      let (sine, cosine) = expected[lane / Lanes.count]
      #expect(LaneFunctions.bits(angles[0, lane]) == LaneFunctions.bits(sine[lane % Lanes.count]))
      #expect(LaneFunctions.bits(cosines[0, lane]) == LaneFunctions.bits(cosine[lane % Lanes.count]))
    }
  }

  /// A hash of the results for 16 000 arguments of every kind.
  static func fingerprint(_ name: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for n in 0..<2000 as Range<UInt64> {
      let a = LaneFunctions.lanes { LaneFunctions.argument(8 * n + UInt64($0), of: 5) }
      let b = LaneFunctions.lanes { LaneFunctions.argument(8 * n + UInt64($0), of: 6) }
      let result = LaneFunctions.apply(name, a, b)
      for lane in 0..<Lanes.count {
        hash = (hash ^ LaneFunctions.bits(result[lane])) &* 0x100_0000_01b3
        hash ^= hash >> 29
      }
    }
    return hash
  }

  static let fingerprints = [
    "acos": "49c08030c17a5e6", "asin": "243d0746a7215feb", "atan": "318a483d6e50dc1", "atan2": "439293d8f6bc4ad0",
    "cbrt": "f4d90a9b4af9ea96", "cos": "1281309890c99df", "cosh": "1cbde28608cc0be2", "divide": "f1ca9facf97640ce",
    "exp": "4e3d90acce197a58", "expm1": "afcfaaae9d204717", "hypot": "60799dd00107212d", "log": "456089ca863db83d",
    "log10": "86589cced506259c", "log1p": "7d0b9d5db7e0d365", "log2": "36416915d08bdb4a",
    "maximum": "13bb01557971fb61", "minimum": "5524544094bfde99", "pow": "35f0795ed6f6f3f4",
    "relu": "a4b5982faf7c7608", "sigmoid": "f3426cb27a32d14e", "sign": "e68c28f061befc", "sin": "4afe34f57ae87f67",
    "sinh": "f554ba5c9245359c", "sqrt": "ce3ac1ed342bb89d", "tan": "3d1b52554209a393", "tanh": "b15fad9919abc71d",
  ]
}

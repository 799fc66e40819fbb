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

  /// A hash (FNV-1a by words, folded) of the results for 16 000 arguments of every kind.
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

  static let fingerprints: [String: String] = [:]
}

import Calculus
import Testing

@Suite("The square root")
struct SquareRootTests {
  /// Numbers m of 53 bits such that the root of m 2^shift lies next to the middle between two numbers of 53 bits.
  ///
  /// With n the odd number that is twice that middle, 4 m 2^shift = n^2 + j for a small j, so n is a root of -j modulo
  /// 2^(shift + 2). There are four, found bit by bit.
  private static func hardest(shift: Int, offsets: Int) -> [UInt64] {
    let bits = shift + 2
    let modulus = UInt64(1) << UInt64(bits)
    var numbers: [UInt64] = []
    for j in stride(from: -offsets, through: offsets, by: 1) where (-j) & 7 == 1 {
      let square = UInt64(bitPattern: Int64(-j))
      var root: UInt64 = 1
      for bit in 3..<bits where ((root &* root &- square) >> UInt64(bit)) & 1 == 1 { root &+= 1 << UInt64(bit - 1) }
      for candidate in [root, 0 &- root, root &+ modulus / 2, modulus / 2 &- root] {
        let n = UInt128(candidate & (modulus - 1))
        let product = Int128(n * n) + Int128(j)
        let m = product >> Int128(bits)
        if m << Int128(bits) == product, m >= 1 << 52, m < 1 << 53 { numbers.append(UInt64(m)) }
      }
    }
    return numbers
  }

  @Test("Roots next to the middle between two numbers are rounded as the processor rounds them", arguments: [52, 53])
  func hardestRoots(shift: Int) {
    let numbers = Self.hardest(shift: shift, offsets: 4096)
    #expect(numbers.count > 500)
    for number in numbers {
      let usual = Double(sign: .plus, exponent: shift, significand: Double(number))
      for scale in [0, 2, -2, 40, -40, 700, -700] {
        let a = Double(sign: .plus, exponent: scale, significand: usual)
        #expect(Lanes(a).squareRoot()[0] == a.squareRoot())
      }
    }
  }

  @Test("Roots of anything have the bits of the processor's")
  func manyRoots() {
    let numbers = RandomNumbers(seed: 7, stream: 1)
    for sample in 0..<UInt64(20_000) {
      let bits = UInt64(numbers.uniform(sample) * 0x1p63)
      let a = Double(bitPattern: bits)
      guard a.isFinite else { continue }
      #expect(Lanes(a).squareRoot()[3] == a.squareRoot())
    }
    for special in [0, -0.0, .infinity, 0x1p-1074, 0x1p-1022, 0x1p-896, 0x1p-895, 0x1p896, 0x1.fffffffffffffp1023] {
      #expect(Lanes(special).squareRoot()[7] == special.squareRoot())
      #expect(Lanes(special).squareRoot()[7].sign == special.squareRoot().sign)
    }
    #expect(Lanes(-1).squareRoot()[0].isNaN && Lanes(.nan).squareRoot()[0].isNaN)
  }
}

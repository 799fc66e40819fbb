import Calculus
import Testing

struct RandomNumbersTests {
  /// The known-answer vectors of the authors' library Random123 (file kat_vectors, threefry4x64 with 20 rounds).
  @Test(arguments: [
    (
      SIMD4<UInt64>(repeating: 0), SIMD4<UInt64>(repeating: 0),
      SIMD4<UInt64>(0x0921_8ebd_e6c8_5537, 0x5594_1f52_66d8_6105, 0x4bd2_5e16_2824_34dc, 0xee29_ec84_6bd2_e40b)
    ),
    (
      SIMD4<UInt64>(repeating: .max), SIMD4<UInt64>(repeating: .max),
      SIMD4<UInt64>(0x29c2_4097_942b_ba1b, 0x0371_bbfb_0f6f_4e11, 0x3c23_1ffa_33f8_3a1c, 0xcd29_113f_de32_d168)
    ),
    (
      SIMD4<UInt64>(0x243f_6a88_85a3_08d3, 0x1319_8a2e_0370_7344, 0xa409_3822_299f_31d0, 0x082e_fa98_ec4e_6c89),
      SIMD4<UInt64>(0x4528_21e6_38d0_1377, 0xbe54_66cf_34e9_0c6c, 0xbe54_66cf_34e9_0c6c, 0xc0ac_29b7_c97c_50dd),
      SIMD4<UInt64>(0xa7e8_fde5_9165_1bd9, 0xbaaf_d0c3_0138_319b, 0x84a5_c1a7_29e6_85b9, 0x901d_406c_cebc_1ba4)
    ),
  ])
  func threefryGivesTheKnownAnswers(counter: SIMD4<UInt64>, key: SIMD4<UInt64>, expected: SIMD4<UInt64>) {
    #expect(Threefry.words(counter: counter, key: key) == expected)
  }

  /// The bounds are four standard deviations; the seeds are fixed, so this passes or fails for good.
  @Test(arguments: [0, 1, 20_240_229] as [UInt64])
  func uniformNumbersAreUniform(seed: UInt64) {
    let numbers = RandomNumbers(seed: seed)
    let count = 40_000
    let sample = (0..<count).map { numbers.uniform(UInt64($0)) }
    #expect(sample.allSatisfy { 0 < $0 && $0 < 1 })
    let mean = sample.reduce(0, +) / Double(count)
    #expect(abs(mean - 0.5) < 4 * (1 / 12.0 / Double(count)).squareRoot())
    var cells = Array(repeating: 0.0, count: 16)
    for number in sample { cells[Int(16 * number)] += 1 }
    let expected = Double(count) / 16
    let chiSquare = cells.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(chiSquare < 15 + 4 * (30.0).squareRoot())
  }

  @Test(arguments: [0, 1, 20_240_229] as [UInt64])
  func normalNumbersHaveTheMomentsOfTheNormalLaw(seed: UInt64) {
    let numbers = RandomNumbers(seed: seed, stream: 7)
    let count = 40_000
    let sample = (0..<count).map { numbers.normal(step: $0 / 4, coordinate: $0 % 4) }
    // Mean and variance of x^k for k = 1...4.
    for (power, mean, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      let moment = sample.reduce(0) { sum, x in sum + (0..<power).reduce(1.0) { product, _ in product * x } }
      #expect(abs(moment / Double(count) - mean) < 4 * (variance / Double(count)).squareRoot(), "moment \(power)")
    }
    let inside = Double(sample.count { abs($0) < 1 }) / Double(count)
    #expect(abs(inside - 0.682_689_492) < 4 * (0.2166 / Double(count)).squareRoot())
  }

  /// Correlations between neighbours of every kind are below four standard deviations.
  @Test func neighboursAreIndependent() {
    let count = 20_000
    func normal(_ seed: UInt64, _ stream: UInt64, _ step: Int, _ coordinate: Int) -> Double {
      RandomNumbers(seed: seed, stream: stream).normal(step: step, coordinate: coordinate)
    }
    let pairs: [(String, (Int) -> (Double, Double))] = [
      ("seed", { (normal(1, 1, $0, 0), normal(2, 1, $0, 0)) }),
      ("stream", { (normal(1, 1, $0, 0), normal(1, 2, $0, 0)) }),
      ("seed and stream exchanged", { (normal(1, 2, $0, 0), normal(2, 1, $0, 0)) }),
      ("step", { (normal(1, 1, $0, 0), normal(1, 1, $0 + 1, 0)) }),
      ("sine and cosine", { (normal(1, 1, $0, 0), normal(1, 1, $0, 1)) }),
      ("points of one block", { (normal(1, 1, $0, 0), normal(1, 1, $0, 2)) }),
      ("blocks", { (normal(1, 1, $0, 0), normal(1, 1, $0, 4)) }),
    ]
    for (name, pair) in pairs {
      var product = 0.0
      var squares = 0.0
      for n in 0..<count {
        let (a, b) = pair(n)
        product += a * b
        squares += (a * a - 1) * (b * b - 1)
      }
      #expect(abs(product) < 4 * Double(count).squareRoot(), "\(name)")
      #expect(abs(squares) < 8 * Double(count).squareRoot(), "\(name), squares")
    }
  }

  @Test func purposesDoNotShareNumbers() {
    let numbers = RandomNumbers(seed: 3, stream: 4)
    for n in 0..<100 as Range<UInt64> {
      #expect(numbers.whole(below: 1 << 52, n) != Int(numbers.uniform(n) * 0x1p52))
      #expect(numbers.uniform(n, 0, 0) != numbers.uniform(0, n + 1, 0))
      #expect(numbers.uniform(n, 0, 0) != numbers.uniform(0, 0, n + 1))
    }
  }

  @Test func wholeNumbersFillTheirRangeEvenly() {
    let numbers = RandomNumbers(seed: 11)
    var cells = Array(repeating: 0.0, count: 7)
    for n in 0..<14_000 as Range<UInt64> { cells[numbers.whole(below: 7, n)] += 1 }
    let chiSquare = cells.reduce(0) { $0 + ($1 - 2000) * ($1 - 2000) / 2000 }
    #expect(chiSquare < 6 + 4 * (12.0).squareRoot())
    #expect(numbers.whole(below: 1, 5) == 0)
  }

  /// Eight sources at once, or fewer, have the numbers they have alone.
  @Test(arguments: [1, 3, 8]) func sourcesAtOnceHaveTheNumbersOfEach(count: Int) {
    let sources = (0..<count).map { RandomNumbers(seed: UInt64(7 * $0), stream: UInt64.max - UInt64($0)) }
    for (step, coordinate) in [(1, 0), (500, 2), (-3, 4), (.max, 1_000_000)] {
      let pair = RandomNumbers.normals(step: step, coordinate: coordinate, sources: count) { sources[$0] }
      for lane in 0..<count {
        #expect(pair.even[lane] == sources[lane].normal(step: step, coordinate: coordinate))
        #expect(pair.odd[lane] == sources[lane].normal(step: step, coordinate: coordinate + 1))
      }
    }
  }

  /// The same on every machine, for good: a published figure names its seed.
  @Test func numbersAreWhatTheyWere() {
    let numbers = RandomNumbers(seed: 1, stream: 2)
    #expect(numbers.uniform(3) == 0.231_512_968_486_530_14)
    let normal = [
      0.061_450_284_947_603_74, 0.859_588_898_256_860_2, -1.283_789_451_443_289_7, -1.184_413_071_757_333_6,
    ]
    #expect((0..<4).map { numbers.normal(step: 5, coordinate: $0) } == normal)
  }
}

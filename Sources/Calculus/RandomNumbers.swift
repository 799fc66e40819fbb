/// Random numbers that are a function of where they are asked: of a seed, a stream and up to three counters.
///
/// Nothing is drawn in order, so it does not matter who asks first, or on which thread. A stream is one source of luck,
/// a run's start, say; the counters are the place within it, a step and a coordinate. Numbers for different seeds,
/// streams and counters are independent for every purpose of statistics. Built on `Threefry`; the bits are the same on
/// every machine.
public struct RandomNumbers: Sendable, Hashable {
  /// The seed, chosen by the user.
  public let seed: UInt64
  /// Which of the seed's streams this is.
  public let stream: UInt64

  /// The numbers of one stream of a seed.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// A number uniform in the open interval 0...1: an odd multiple of 2^-53.
  public func uniform(_ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> Double {
    Self.fraction(words(first, second, third, .uniform)[0])
  }

  /// A whole number uniform in `0..<count`, for a count of at least 1.
  ///
  /// The bias is below count / 2^64.
  public func whole(below count: Int, _ first: UInt64, _ second: UInt64 = 0, _ third: UInt64 = 0) -> Int {
    precondition(count > 0, "there is a whole number below count only if count is positive")
    return Int(words(first, second, third, .whole)[0].multipliedFullWidth(by: UInt64(count)).high)
  }

  /// A normal number of mean 0 and variance 1, for one coordinate in one step.
  ///
  /// At most 8.57 in size. By the method of G. E. P. Box and M. E. Muller, The Annals of Mathematical Statistics 29
  /// (1958) 610.
  public func normal(step: Int, coordinate: Int) -> Double {
    let pair = Self.normals(step: step, coordinate: coordinate - (coordinate & 1), sources: 1) { _ in self }
    return (coordinate & 1 == 0 ? pair.even : pair.odd)[0]
  }

  /// The normal numbers of two neighbouring coordinates in one step for up to eight sources, one a lane: the same bits as
  /// one by one, at an eighth of the cost.
  ///
  /// - Parameters:
  ///   - coordinate: the first of the two, an even number.
  ///   - sources: how many sources there are, at most eight; further lanes mean nothing.
  ///   - source: the source in a lane.
  public static func normals(
    step: Int, coordinate: Int, sources: Int, source: (Int) -> RandomNumbers
  ) -> (even: Lanes, odd: Lanes) {
    let place = UInt64(bitPattern: Int64(coordinate))
    var (seeds, streams) = (SIMD8<UInt64>(), SIMD8<UInt64>())
    for lane in 0..<min(sources, Lanes.count) {
      let numbers = source(lane)
      (seeds[lane], streams[lane]) = (numbers.seed, numbers.stream)
    }
    let random = Threefry.words(
      counter: [UInt64(bitPattern: Int64(step)), place / 4, 0, Purpose.normal.rawValue], seeds: seeds, streams: streams)
    // Four words make two points of the plane, each with two coordinates.
    let (size, turn) = place % 4 < 2 ? (random.0, random.1) : (random.2, random.3)
    let radius = (-2 * Lanes.log(fractions(size))).squareRoot()
    let angle = Lanes(2 * Double.pi) * fractions(turn)
    return (radius * Lanes.cos(angle), radius * Lanes.sin(angle))
  }

  /// What a number is for: the same counters give independent numbers for different purposes.
  private enum Purpose: UInt64 { case uniform, whole, normal }

  private func words(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ purpose: Purpose) -> SIMD4<UInt64> {
    Threefry.words(counter: [first, second, third, purpose.rawValue], key: [seed, stream, 0, 0])
  }

  /// The upper 52 bits and a half, so that neither 0 nor 1 occurs.
  private static func fraction(_ word: UInt64) -> Double { (Double(word >> 12) + 0.5) * 0x1p-52 }

  /// The same of eight words.
  ///
  /// 52 bits below the exponent of 2^52 are that number and they.
  private static func fractions(_ words: SIMD8<UInt64>) -> Lanes {
    let bits = (words &>> SIMD8(repeating: 12)) | SIMD8(repeating: (0x1p52).bitPattern)
    return (Lanes(unsafeBitCast(bits, to: SIMD8<Double>.self)) - 0x1p52 + 0.5) * 0x1p-52
  }
}

/// The block cipher Threefry-4x64 with 20 rounds: 256 random bits as a function of a counter and a key.
///
/// - Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
///   Proceedings of SC11 (2011), after the cipher Threefish of the hash function Skein.
public enum Threefry {
  /// How far the two words of a round are turned, round by round, from the first again after eight.
  private static let rotations: [(UInt64, UInt64)] = [
    (14, 16), (52, 57), (23, 40), (5, 37), (25, 33), (46, 12), (58, 22), (32, 32),
  ]

  /// Four random words.
  public static func words(counter: SIMD4<UInt64>, key: SIMD4<UInt64>) -> SIMD4<UInt64> {
    let parity = 0x1bd1_1bda_a9fc_1a22 ^ key[0] ^ key[1] ^ key[2] ^ key[3]
    // The key words in a ring of five, turned by one at each injection.
    var ring = (key[0], key[1], key[2], key[3], parity)
    var (a, b, c, d) = (counter[0] &+ ring.0, counter[1] &+ ring.1, counter[2] &+ ring.2, counter[3] &+ ring.3)
    for injection in 1...5 as ClosedRange<UInt64> {
      for pair in stride(from: injection % 2 == 1 ? 0 : 4, through: injection % 2 == 1 ? 2 : 6, by: 2) {
        (a, b) = mix(a, b, rotations[pair].0)
        (c, d) = mix(c, d, rotations[pair].1)
        (a, d) = mix(a, d, rotations[pair + 1].0)
        (c, b) = mix(c, b, rotations[pair + 1].1)
      }
      ring = (ring.1, ring.2, ring.3, ring.4, ring.0)
      (a, b, c, d) = (a &+ ring.0, b &+ ring.1, c &+ ring.2, d &+ ring.3 &+ injection)
    }
    return [a, b, c, d]
  }

  private static func mix(_ a: UInt64, _ b: UInt64, _ rotation: UInt64) -> (UInt64, UInt64) {
    let sum = a &+ b
    return (sum, ((b << rotation) | (b >> (64 - rotation))) ^ sum)
  }

  /// Four random words for each of eight keys whose last two words are 0: what `words(counter:key:)` gives for each.
  static func words(
    counter: SIMD4<UInt64>, seeds: SIMD8<UInt64>, streams: SIMD8<UInt64>
  ) -> (SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>) {
    let zero = SIMD8<UInt64>()
    let parity = SIMD8(repeating: 0x1bd1_1bda_a9fc_1a22) ^ seeds ^ streams
    var ring = (seeds, streams, zero, zero, parity)
    var (a, b) = (SIMD8(repeating: counter[0]) &+ seeds, SIMD8(repeating: counter[1]) &+ streams)
    var (c, d) = (SIMD8(repeating: counter[2]), SIMD8(repeating: counter[3]))
    for injection in 1...5 as ClosedRange<UInt64> {
      if injection % 2 == 1 {
        (a, b, c, d) = round(round((a, b, c, d), 14, 16, 52, 57), 23, 40, 5, 37)
      } else {
        (a, b, c, d) = round(round((a, b, c, d), 25, 33, 46, 12), 58, 22, 32, 32)
      }
      ring = (ring.1, ring.2, ring.3, ring.4, ring.0)
      (a, b) = (a &+ ring.0, b &+ ring.1)
      (c, d) = (c &+ ring.2, d &+ ring.3 &+ SIMD8(repeating: injection))
    }
    return (a, b, c, d)
  }

  /// Two rounds on four words: neighbours first, then across.
  @inline(__always)
  private static func round(
    _ words: (SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>),
    _ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64
  ) -> (SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>, SIMD8<UInt64>) {
    var (a, b, c, d) = words
    (a, b) = mix(a, b, first)
    (c, d) = mix(c, d, second)
    (a, d) = mix(a, d, third)
    (c, b) = mix(c, b, fourth)
    return (a, b, c, d)
  }

  @inline(__always)
  private static func mix(
    _ a: SIMD8<UInt64>, _ b: SIMD8<UInt64>, _ rotation: UInt64
  ) -> (SIMD8<UInt64>, SIMD8<UInt64>) {
    let sum = a &+ b
    return (sum, ((b &<< SIMD8(repeating: rotation)) | (b &>> SIMD8(repeating: 64 - rotation))) ^ sum)
  }
}

/// Samples of triangles, of which each keeps the nearest: what hides what.
///
/// Corners lie on a grid of 1/256 of a sample, and the sides of triangles are worked out in whole numbers. So two
/// triangles with a common side leave no sample between them uncovered, in whatever order they come.
package struct DepthBuffer: ~Copyable {
  /// A corner of a triangle.
  package struct Corner: Sendable {
    /// 256 times the place, in samples to the right and downwards.
    package var x: Int32
    package var y: Int32
    /// How near it is: larger is nearer.
    package var nearness: Float
    /// From 0, the lowest, to 1, the highest: what is shown by colour.
    package var tone: Float
    /// From 0, in the dark, to 1, in full light: seen from above, and from below.
    package var light: (above: Float, below: Float)

    package init(x: Int32, y: Int32, nearness: Float, tone: Float, light: (above: Float, below: Float)) {
      self.x = x
      self.y = y
      self.nearness = nearness
      self.tone = tone
      self.light = light
    }
  }

  /// Samples in a row.
  package let width: Int
  /// The rows it holds, of a picture that may have more.
  package let rows: Range<Int>
  private let nearness: UnsafeMutablePointer<Float>
  private let samples: UnsafeMutablePointer<UInt32>

  private static let one: Int32 = 256

  package init(width: Int, rows: Range<Int>) {
    self.width = width
    self.rows = rows
    nearness = .allocate(capacity: width * rows.count)
    nearness.initialize(repeating: -.infinity, count: width * rows.count)
    samples = .allocate(capacity: width * rows.count)
    samples.initialize(repeating: 0, count: width * rows.count)
  }

  deinit {
    nearness.deallocate()
    samples.deallocate()
  }

  /// What is seen at a sample: 0 for nothing, else tone and light as packed by `pack`.
  package subscript(column: Int, row: Int) -> UInt32 {
    samples[(row - rows.lowerBound) * width + column]
  }

  /// How near what is seen at a sample is; minus infinity where nothing is.
  package func nearness(column: Int, row: Int) -> Float {
    nearness[(row - rows.lowerBound) * width + column]
  }

  /// Tone and light in one number that is not 0.
  @inline(__always) package static func pack(tone: Float, light: Float) -> UInt32 {
    UInt32(min(max(tone, 0), 1) * 65_535) << 16 | UInt32(min(max(light, 0), 1) * 32_767) << 1 | 1
  }

  /// The samples of a triangle, where nothing nearer is.
  ///
  /// Seen with its corners clockwise on the page it is seen from above.
  package func fill(_ first: Corner, _ second: Corner, _ third: Corner) {
    let top = min(first.y, second.y, third.y)
    let bottom = max(first.y, second.y, third.y)
    let one = Self.one
    // Samples lie in the middle of their squares.
    let firstRow = max(Int((top + one / 2 - 1) >> 8), rows.lowerBound)
    let lastRow = min(Int((bottom - one / 2) >> 8), rows.upperBound - 1)
    guard firstRow <= lastRow else { return }
    let left = max(Int((min(first.x, second.x, third.x) + one / 2 - 1) >> 8), 0)
    let right = min(Int((max(first.x, second.x, third.x) - one / 2) >> 8), width - 1)
    guard left <= right else { return }
    let (abx, aby) = (Int(second.x) - Int(first.x), Int(second.y) - Int(first.y))
    let (acx, acy) = (Int(third.x) - Int(first.x), Int(third.y) - Int(first.y))
    let area = abx * acy - aby * acx
    guard area != 0 else { return }
    let isAbove = area > 0
    let sign = isAbove ? 1 : -1
    // Each is 0 on one side of the triangle and grows inwards.
    let (bx, by) = (Int(second.x), Int(second.y))
    let (bcx, bcy) = (Int(third.x) - bx, Int(third.y) - by)
    let (x, y) = (left * 256 + 128, firstRow * 256 + 128)
    var edgeA = sign * (bcx * (y - by) - bcy * (x - bx))
    var edgeB = sign * (acy * (x - Int(first.x)) - acx * (y - Int(first.y)))
    var edgeC = sign * (abx * (y - Int(first.y)) - aby * (x - Int(first.x)))
    let (rightA, rightB, rightC) = (-sign * bcy * 256, sign * acy * 256, -sign * aby * 256)
    let (downA, downB, downC) = (sign * bcx * 256, -sign * acx * 256, sign * abx * 256)
    let share = 1 / Float(sign * area)
    let depth = (b: second.nearness - first.nearness, c: third.nearness - first.nearness)
    let tone = (b: second.tone - first.tone, c: third.tone - first.tone)
    let lights =
      isAbove
      ? (first.light.above, second.light.above, third.light.above)
      : (first.light.below, second.light.below, third.light.below)
    let light = (b: lights.1 - lights.0, c: lights.2 - lights.0)
    for row in firstRow...lastRow {
      var (a, b, c) = (edgeA, edgeB, edgeC)
      let start = (row - rows.lowerBound) * width
      for column in left...right {
        if a | b | c >= 0 {
          let (toB, toC) = (Float(b) * share, Float(c) * share)
          let near = first.nearness + toB * depth.b + toC * depth.c
          if near > nearness[start + column] {
            nearness[start + column] = near
            samples[start + column] = Self.pack(
              tone: first.tone + toB * tone.b + toC * tone.c, light: lights.0 + toB * light.b + toC * light.c)
          }
        }
        a += rightA
        b += rightB
        c += rightC
      }
      edgeA += downA
      edgeB += downB
      edgeC += downC
    }
  }
}

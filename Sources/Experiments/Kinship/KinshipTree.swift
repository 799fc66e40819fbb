/// A tree of things by their distances: the nearest two are joined first, then the nearest two groups, to the last.
///
/// The distance of two groups is the mean over all pairs with one member in each.
///
/// - Source: R. R. Sokal, C. D. Michener, A statistical method for evaluating systematic relationships, University of Kansas
///   Science Bulletin 38 (1958) 1409 (UPGMA).
public struct KinshipTree: Sendable, Equatable {
  /// Two groups that are joined.
  public struct Joint: Sendable, Equatable {
    /// The two: below the number of leaves a leaf, else the joint of that number less the leaves.
    public let (left, right): (Int, Int)
    /// How far apart they are.
    public let height: Double

    /// Two groups and their distance.
    public init(left: Int, right: Int, height: Double) {
      (self.left, self.right) = (left, right)
      self.height = height
    }

    /// Equal members, equally far apart.
    public static func == (a: Joint, b: Joint) -> Bool {
      a.left == b.left && a.right == b.right && a.height == b.height
    }
  }

  /// How many leaves there are.
  public let leaves: Int
  /// The joints, nearest first; the last is the root.
  public let joints: [Joint]
  /// The leaves from top to bottom, those that are near side by side.
  public let order: [Int]

  /// The tree of a matrix of distances, which is symmetric.
  public init(_ distances: [[Double]]) {
    leaves = distances.count
    var groups: [(id: Int, members: [Int])] = distances.indices.map { ($0, [$0]) }
    var joints: [Joint] = []
    func mean(_ a: [Int], _ b: [Int]) -> Double {
      a.reduce(0) { sum, i in sum + b.reduce(0) { $0 + distances[i][$1] } } / Double(a.count * b.count)
    }
    var means = distances
    while groups.count > 1 {
      var nearest = (0, 1)
      for first in groups.indices {
        for second in groups.indices where second > first && means[first][second] < means[nearest.0][nearest.1] {
          nearest = (first, second)
        }
      }
      let (a, b) = (groups[nearest.0], groups[nearest.1])
      joints.append(Joint(left: a.id, right: b.id, height: means[nearest.0][nearest.1]))
      groups[nearest.0] = (leaves + joints.count - 1, Self.joined(a.members, b.members, distances))
      groups.remove(at: nearest.1)
      means.remove(at: nearest.1)
      for row in means.indices { means[row].remove(at: nearest.1) }
      for other in groups.indices where other != nearest.0 {
        let distance = mean(groups[nearest.0].members, groups[other].members)
        means[nearest.0][other] = distance
        means[other][nearest.0] = distance
      }
    }
    self.joints = joints
    order = groups.first?.members ?? []
  }

  /// Two lists one after the other, each turned so that the ends that meet are as near as possible.
  private static func joined(_ a: [Int], _ b: [Int], _ distances: [[Double]]) -> [Int] {
    let ways = [(a, b), (a, b.reversed()), (a.reversed(), b), (a.reversed(), b.reversed())]
    let best = ways.min { distances[$0.0[$0.0.count - 1]][$0.1[0]] < distances[$1.0[$1.0.count - 1]][$1.1[0]] }
    return best.map { $0.0 + $0.1 } ?? a + b
  }
}

import Experiments
import Surfaces

/// The distances of optimizers as a table for a terminal, as comma-separated values, and as JSON.
struct KinshipNumbers: Encodable {
  /// Two groups that are joined: leaves by their names, joints by their numbers from 0.
  struct Joint: Encodable {
    let left: String
    let right: String
    let distance: Double
  }

  let optimizers: [String]
  let surfaces: [String]
  let steps: Int
  /// The distance of each from each, in terms of the diagonal of the window.
  let distances: [[Double]]
  let joints: [Joint]

  init(_ kinship: Kinship) {
    let names = kinship.entrants.map(\.specification)
    optimizers = names
    surfaces = kinship.places.map { place in
      "\(place.surface.specification) from \(place.start.map(Numbers.shortest).joined(separator: ","))"
    }
    steps = kinship.steps
    distances = kinship.distances
    func name(_ group: Int) -> String { group < names.count ? names[group] : "joint \(group - names.count)" }
    joints = kinship.tree.joints.map { Joint(left: name($0.left), right: name($0.right), distance: $0.height) }
  }

  /// One row a pair: `optimizer,other,distance`.
  static func csv(_ kinship: Kinship) -> String {
    var text = "optimizer,other,distance\r\n"
    for (first, entrant) in kinship.entrants.enumerated() {
      for (second, other) in kinship.entrants.enumerated() where second > first {
        let names = [entrant.specification, other.specification].map(TrajectoryCSV.quoted)
        text += names.joined(separator: ",") + ",\(Numbers.shortest(kinship.distances[first][second]))\r\n"
      }
    }
    return text
  }

  /// Everybody with the nearest relative, in the order of the tree.
  static func table(_ kinship: Kinship) -> String {
    var table = TextTable([("optimizer", .left), ("family", .left), ("nearest", .left), ("gap, % of window", .right)])
    let names = kinship.names
    for index in kinship.tree.order {
      guard let nearest = kinship.nearest(to: index) else { continue }
      let gap = Numbers.rounded(100 * nearest.distance)
      table.add([
        names[index], kinship.entrants[index].family, names[nearest.index], gap,
      ])
    }
    return table.text
  }
}

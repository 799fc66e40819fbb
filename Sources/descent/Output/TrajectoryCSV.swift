import Experiments
import Surfaces

/// Trajectories as comma-separated values (RFC 4180), one row a step.
///
/// The header is a contract: `run,optimizer,step,x,y,loss,gradient_norm,lr,evaluations`. In one dimension y is empty;
/// beyond two the columns are `x1`, `x2`, ...
enum TrajectoryCSV {
  /// The whole table.
  static func text(_ runs: [Run], dimension: Int) -> String {
    let coordinates = dimension <= 2 ? ["x", "y"] : (1...dimension).map { "x\($0)" }
    var text =
      (["run", "optimizer", "step"] + coordinates + ["loss", "gradient_norm", "lr", "evaluations"])
      .joined(separator: ",") + "\r\n"
    for (number, run) in runs.enumerated() {
      let walk = run.trajectory
      let head = "\(number + 1),\(quoted(run.entrant.specification)),"
      for step in 0...walk.steps {
        text += head
        text += "\(step),"
        for index in 0..<dimension { text += Numbers.shortest(walk.coordinate(index, step)) + "," }
        if dimension == 1 { text += "," }
        text += Numbers.shortest(walk.losses[step]) + ","
        text += Numbers.shortest(walk.gradientNorms[step]) + ","
        if step > 0, run.rate != nil { text += Numbers.shortest(walk.rates[step]) }
        text += ",\(walk.evaluations[step])\r\n"
      }
    }
    return text
  }

  static func quoted(_ text: String) -> String {
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

import Experiments
import Optimizers
import Surfaces

/// What commands about single steps read alike.
enum StepOptions {
  /// The one optimizer that is meant.
  static func entrant(_ names: [String], for command: String) throws -> Entrant {
    guard let name = names.first else {
      throw Refusal.asked(
        "which optimizer? Write its name after the surface, as in 'descent \(command) rosenbrock adam'")
    }
    guard names.count == 1 else {
      throw Refusal.asked(
        "\(command) is about one optimizer, not \(names.count); keep one of \(names.joined(separator: ", "))")
    }
    return try reading { try Entrant(name) }
  }

  /// How many significant digits numbers have.
  static func digits(_ text: String) throws -> Int {
    guard let digits = Int(text), (1...17).contains(digits) else {
      throw Refusal.asked("--digits is a whole number from 1 to 17, not '\(text)'")
    }
    return digits
  }

  /// A step, or why there is none.
  static func explained(_ entrant: Entrant, on surface: Surface, terms: Terms, step: Int) throws -> ExplainedStep {
    do {
      return try ExplainedStep(
        entrant, on: surface, terms: terms, step: step, equations: SourceEquations.of(entrant.optimizer))
    } catch {
      switch error {
      case .ended(let last, let rate):
        let at = rate.map { " at rate \(StepWords(digits: 4).number($0))" } ?? ""
        throw Refusal.asked(
          "\(entrant.label)\(at) ended after \(last) step\(last == 1 ? "" : "s"), before step \(step) began; "
            + "ask for one of the first \(max(1, last)), or set another rate with --lr")
      }
    }
  }
}

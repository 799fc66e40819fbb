internal import Calculus

/// Looks over the shoulder of the first run of a block: what is asked within a step, and what is answered.
///
/// Nothing is remembered from step to step: `open` forgets.
package final class Witness {
  /// A question and its answer.
  package struct Question: Sendable, Equatable {
    /// Where it was asked.
    package let point: [Double]
    /// The value, if it was asked for.
    package let value: Double?
    /// The gradient, if it was asked for.
    package let gradient: [Double]?
    /// How many wrappers stood between the one who asked and the surface.
    package let depth: Int
  }

  /// Where an optimizer inside a wrapper stood before and after its own step.
  package struct Move: Sendable, Equatable {
    /// Where it stood.
    package let from: [Double]
    /// Where it came to.
    package let to: [Double]
  }

  /// Called before the first question of every step, when all memory is as it was after the last step.
  package var beforeStep: () -> Void = {}
  /// The questions of the step, in order of their answers.
  package private(set) var questions: [Question] = []
  /// The moves of the step inside wrappers, innermost first.
  package private(set) var moves: [Move] = []
  /// The value at the point, if it was asked beside the gradient.
  package internal(set) var value: Double?
  /// The diagonal of the Hessian, if it was asked.
  package internal(set) var curvature: [Double]?
  private var isOpen = false

  /// A witness who has seen nothing.
  package init() {}

  /// Begins a step.
  package func open() {
    questions = []
    moves = []
    value = nil
    curvature = nil
    isOpen = true
  }

  /// Ends the memory of what was before the step; asked again, it does nothing.
  func close() {
    guard isOpen else { return }
    isOpen = false
    beforeStep()
  }

  func heard(at point: [Double], value: Double? = nil, gradient: [Double]? = nil, depth: Int = 0) {
    questions.append(Question(point: point, value: value, gradient: gradient, depth: depth))
  }

  func moved(from: [Double], to: [Double]) { moves.append(Move(from: from, to: to)) }
}

extension Oracle {
  /// Answers with a gradient, and lets the witness hear.
  func heard(at points: Block, _ answer: () -> Block) -> Block {
    guard let witness else { return answer() }
    witness.close()
    let (place, depth) = (points.column(0), depth)
    let gradient = answer()
    witness.heard(at: place, gradient: gradient.column(0), depth: depth)
    return gradient
  }
}

/// Since when a loss stays at a goal, read off step by step.
///
/// It counts on either side: a loss well below the least that is known belongs to some other place.
struct Arrival {
  /// The loss to come to.
  let goal: Double
  /// The distance from it that counts as arrived.
  let within: Double
  /// The step from which the loss has been there; nil while it is not.
  private(set) var step: Int?

  init(at goal: Double, within: Double) {
    self.goal = goal
    self.within = within
  }

  /// Takes in the loss after a step.
  mutating func look(_ loss: Double, at step: Int) {
    if !((loss - goal).magnitude <= within) {
      self.step = nil
    } else if self.step == nil {
      self.step = step
    }
  }
}

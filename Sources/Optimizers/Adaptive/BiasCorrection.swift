internal import Calculus

/// What corrects the bias of running means towards their zero start.
///
/// A mean of decay `beta` that starts at 0 is too small by `1 - beta^t` after t steps. The powers are brought forward by
/// one multiplication a step. Where a schedule drives a decay they are the product of the decays that were in force, which
/// is what the zero start has left in the mean; PyTorch takes the present decay to the power t.
public struct BiasCorrection: Sendable {
  private var power1: Lanes = 1
  /// The share of the mean of squares that is still its zero start, `beta2^t`.
  private(set) var power2: Lanes = 1
  /// The factor on the mean of gradients, `1 / (1 - beta1^t)`.
  private(set) var mean: Lanes = 1
  /// The factor on the root of the mean of squares, `1 / sqrt(1 - beta2^t)`.
  private(set) var root: Lanes = 1

  /// Before the first step.
  init() {}

  /// Goes one step on.
  @inline(__always)
  mutating func advance(_ beta1: Lanes, _ beta2: Lanes) {
    power1 = power1.nextPower(of: beta1)
    power2 = power2.nextPower(of: beta2)
    mean = 1 / (1 - power1)
    root = 1 / (1 - power2).squareRoot()
  }
}

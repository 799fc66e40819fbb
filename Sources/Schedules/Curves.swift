internal import Calculus

/// The shapes of which schedules are made, with the same bits on every machine.

/// A number to a whole power.
func power(_ base: Double, _ exponent: Int) -> Double { Lanes(base).power(exponent)[0] }

/// A number that is not negative to any power; 0 to the power 0 is 1.
func power(_ base: Double, _ exponent: Double) -> Double { Lanes.pow(Lanes(base), Lanes(exponent))[0] }

/// e to a power.
func exponential(_ exponent: Double) -> Double { Lanes.exp(Lanes(exponent))[0] }

/// The falling half of a cosine wave: 1 at 0, one half at a half, 0 at 1, and up again beyond.
func halfCosine(_ share: Double) -> Double { (1 + Lanes.cos(Lanes(Double.pi * share))[0]) / 2 }

/// How far a step is on its way: 0 in the first step, 1 after `length` steps and ever after.
func progress(_ step: Int, _ length: Int) -> Double {
  length > 0 ? min(Double(step - 1) / Double(length), 1) : 1
}

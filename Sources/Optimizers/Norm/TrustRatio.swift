internal import Calculus

/// One length over another, and 1 where either is 0, so that what has no direction or stands at the origin still moves.
@inline(__always)
func trustRatio(_ one: Lanes, over other: Lanes) -> Lanes {
  (one.equals(0) | other.equals(0)).select(1, one / other)
}

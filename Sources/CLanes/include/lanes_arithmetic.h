/// Division, comparisons and choices. Included by lanes.h.
#ifndef CLANES_ARITHMETIC_H
#define CLANES_ARITHMETIC_H

LANES_INLINE lanes lanes_divide(lanes a, lanes b) { return a / b; }
LANES_INLINE lanes lanes_floor(lanes a) { return __builtin_elementwise_floor(a); }
LANES_INLINE lanes lanes_ceil(lanes a) { return __builtin_elementwise_ceil(a); }
LANES_INLINE lanes lanes_abs(lanes a) { return __builtin_elementwise_abs(a); }

LANES_INLINE lanes_mask lanes_less(lanes a, lanes b) { return (lanes_mask)(a < b); }
LANES_INLINE lanes_mask lanes_less_or_equal(lanes a, lanes b) { return (lanes_mask)(a <= b); }
LANES_INLINE lanes_mask lanes_equal(lanes a, lanes b) { return (lanes_mask)(a == b); }

/// In each lane `a` where the mask is set, else `b`.
LANES_INLINE lanes lanes_select(lanes_mask mask, lanes a, lanes b) {
  return (lanes)((mask & (lanes_mask)a) | (~mask & (lanes_mask)b));
}

/// The sign bit of `sign` on the magnitude of `a`.
LANES_INLINE lanes lanes_copy_sign(lanes a, lanes sign) {
  const lanes_mask bit = (lanes_mask)(-(lanes)0.0);
  return (lanes)(((lanes_mask)a & ~bit) | ((lanes_mask)sign & bit));
}

/// All ones if any lane is set.
LANES_INLINE int lanes_any(lanes_mask mask) { return __builtin_reduce_or(mask) != 0; }

/// The smaller number; NaN if either is NaN; -0 is below 0 (`minimum` of IEEE 754-2019).
LANES_INLINE lanes lanes_minimum(lanes a, lanes b) {
  const lanes smaller = lanes_select(lanes_less(a, b), a, b);
  const lanes tie = (lanes)((lanes_mask)a | (lanes_mask)b);
  const lanes ordered = lanes_select(lanes_equal(a, b), tie, smaller);
  return lanes_select(lanes_equal(a, a) & lanes_equal(b, b), ordered, a + b);
}

/// The larger number; NaN if either is NaN; 0 is above -0 (`maximum` of IEEE 754-2019).
LANES_INLINE lanes lanes_maximum(lanes a, lanes b) {
  const lanes larger = lanes_select(lanes_less(b, a), a, b);
  const lanes tie = (lanes)((lanes_mask)a & (lanes_mask)b);
  const lanes ordered = lanes_select(lanes_equal(a, b), tie, larger);
  return lanes_select(lanes_equal(a, a) & lanes_equal(b, b), ordered, a + b);
}

/// -1, 0 or 1; 0 for both zeros, NaN for NaN.
LANES_INLINE lanes lanes_sign(lanes x) {
  const lanes one = lanes_copy_sign((lanes)1.0, x);
  return lanes_select(lanes_less(0.0, lanes_abs(x)), one, x + 0.0);
}

/// x above 0, else 0; NaN for NaN.
LANES_INLINE lanes lanes_relu(lanes x) { return lanes_select(lanes_less_or_equal(x, 0.0), (lanes)0.0, x); }

#endif

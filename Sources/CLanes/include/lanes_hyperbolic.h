/// sinh, cosh and tanh, from e^|x| - 1 or e^|x| in two words (lanes_exponential.h). Included by lanes.h.
#ifndef CLANES_HYPERBOLIC_H
#define CLANES_HYPERBOLIC_H

/// Beyond this e^-x is below a quarter ulp of e^x, and both sinh and cosh are e^x / 2.
#define LANES_HYPERBOLIC_LARGE 40.0

/// e^x / 2 up to its own overflow, at 710.48.
LANES_INLINE lanes lanes_half_exp(struct lanes_exponential e) {
  return lanes_scale(lanes_exp_fraction(e), e.rounded - 1.0);
}

/// sinh x, error below 2.5 ulp: with h = (e^x - 1)/2, sinh x = h + h / (1 + 2 h).
LANES_INLINE lanes lanes_sinh(lanes x) {
  const lanes size = lanes_abs(x);
  const struct lanes_exponential e = lanes_exp_reduce(lanes_select(lanes_less(711.0, size), (lanes)711.0, size));
  // Meaningless, and not chosen, where 2^k has overflowed.
  const lanes half_power = lanes_power_of_two(e.rounded - 1.0);
  const struct lanes_pair half = lanes_exp_minus(e, half_power, 0.5);
  const lanes other = half.value / (1.0 + 2.0 * half.value);
  const lanes moderate = half.value + (other + half.error);
  const lanes result = lanes_select(lanes_less(LANES_HYPERBOLIC_LARGE, size), lanes_half_exp(e), moderate);
  // Half of a subnormal may be lost; x^2/6 is below a quarter ulp long before.
  return lanes_copy_sign(lanes_select(lanes_less(size, 0x1p-27), size, result), x);
}

/// cosh x, error below 1 ulp: with h = e^|x| / 2, cosh x = h + 1 / (4 h).
LANES_INLINE lanes lanes_cosh(lanes x) {
  const lanes size = lanes_abs(x);
  const struct lanes_exponential e = lanes_exp_reduce(lanes_select(lanes_less(711.0, size), (lanes)711.0, size));
  const struct lanes_pair half = lanes_exp_minus(e, lanes_power_of_two(e.rounded - 1.0), 0.0);
  const lanes moderate = half.value + (half.error + 0.25 / half.value);
  return lanes_select(lanes_less(LANES_HYPERBOLIC_LARGE, size), lanes_half_exp(e), moderate);
}

/// tanh x, error below 1.5 ulp: with m = e^(2 |x|) - 1 in two words, tanh |x| = m / (m + 2); the quotient is mended by
/// its exact remainder. 1 above 20.
LANES_INLINE lanes lanes_tanh(lanes x) {
  const lanes size = lanes_abs(x);
  const struct lanes_exponential e = lanes_exp_reduce(lanes_select(lanes_less(20.0, size), (lanes)40.0, size + size));
  const struct lanes_pair m = lanes_exp_minus(e, lanes_power_of_two(e.rounded), 1.0);
  const lanes below = m.value + 2.0;
  const lanes below_error = lanes_sum_error(m.value, 2.0, below) + m.error;
  const lanes inverse = 1.0 / below;
  const lanes rough = m.value * inverse;
  const lanes product = rough * below;
  const lanes remainder = (m.value - product) - lanes_product_error(rough, below, product);
  const lanes result = rough + (remainder + (m.error - rough * below_error)) * inverse;
  return lanes_copy_sign(result, x);
}

#endif

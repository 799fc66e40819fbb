/// log, log1p, log2 and log10. Included by lanes.h.
///
/// x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt 2), s = f / (2 + f), and
/// log(1 + f) = 2 atanh s = f - (h - s (h + s^2 R(s^2))), h = f^2 / 2, the arrangement of fdlibm (Sun Microsystems,
/// 1993), with a minimax polynomial R, error 2^-58.
#ifndef CLANES_LOGARITHM_H
#define CLANES_LOGARITHM_H

#define LANES_SQRT_HALF_BITS 0x3fe6a09e667f3bcd

/// s (h + s^2 R(s^2)).
LANES_INLINE lanes lanes_log_correction(lanes f, lanes half_square) {
  const lanes s = f / (2.0 + f);
  const lanes z = s * s, z2 = z * z;
  const lanes low = lanes_cubic(z, z2, 0x1.5555555555592p-1, 0x1.999999997fdb1p-2, 0x1.24924941f15afp-2,
                                0x1.c71c52093a6c8p-3);
  const lanes high = 0x1.74663eef3c090p-3 + 0x1.39a1b9fc60c1cp-3 * z + 0x1.2f056baa62c6ep-3 * z2;
  return s * (half_square + z * (low + z2 * z2 * high));
}

/// The result where x is positive and finite, else -infinity at 0, NaN below, x itself at infinity and NaN.
LANES_INLINE lanes lanes_log_specials(lanes x, lanes result) {
  const lanes finite = lanes_select(lanes_less(x, __builtin_inf()), result, x);
  const lanes positive = lanes_select(lanes_less(x, 0.0), (lanes)__builtin_nan(""), finite);
  return lanes_select(lanes_equal(x, 0.0), (lanes)-__builtin_inf(), positive);
}

/// The natural logarithm, error below 1 ulp.
LANES_INLINE lanes lanes_log(lanes x) {
  const struct lanes_binary b = lanes_split_binary(x, LANES_SQRT_HALF_BITS);
  const lanes f = b.mantissa - 1.0;
  const lanes half_square = 0.5 * f * f;
  const lanes correction = lanes_log_correction(f, half_square) + b.exponent * LANES_LOG2_TAIL;
  const lanes result = b.exponent * LANES_LOG2_HEAD - ((half_square - correction) - f);
  return lanes_log_specials(x, result);
}

/// log(1 + x), error below 1 ulp, also where it is small. -infinity at -1, NaN below.
LANES_INLINE lanes lanes_log1p(lanes x) {
  const lanes u = 1.0 + x;
  const lanes lost = lanes_sum_error((lanes)1.0, x, u);
  const struct lanes_binary b = lanes_split_binary(u, LANES_SQRT_HALF_BITS);
  const lanes f = b.mantissa - 1.0;
  const lanes half_square = 0.5 * f * f;
  const lanes small = b.exponent * LANES_LOG2_TAIL + lost / u;
  const lanes correction = lanes_log_correction(f, half_square) + small;
  const lanes result = b.exponent * LANES_LOG2_HEAD - ((half_square - correction) - f);
  return lanes_copy_sign(lanes_log_specials(u, result), x);
}

/// k step + log(1 + f) factor, both the factor and the step in two words. `factor_head` has 26 bits, so that its
/// product with the head of f - h is exact.
LANES_INLINE lanes lanes_log_base(lanes x, double factor_head, double factor_tail, double step_head, double step_tail) {
  const struct lanes_binary b = lanes_split_binary(x, LANES_SQRT_HALF_BITS);
  const lanes f = b.mantissa - 1.0;
  const lanes half_square = 0.5 * f * f;
  const lanes head = lanes_head(f - half_square);
  const lanes tail = ((f - head) - half_square) + lanes_log_correction(f, half_square);
  const lanes large = head * factor_head;
  const lanes small = (tail + head) * factor_tail + tail * factor_head + b.exponent * step_tail;
  const lanes whole = b.exponent * step_head;
  const lanes sum = whole + large;
  return lanes_log_specials(x, sum + (small + ((whole - sum) + large)));
}

/// The logarithm to base 2, error below 1 ulp; exact at powers of two.
LANES_INLINE lanes lanes_log2(lanes x) {
  return lanes_log_base(x, 0x1.7154760000000p+0, 0x1.4ae0bf85ddf44p-26, 1.0, 0.0);
}

/// The logarithm to base 10, error below 1 ulp; exact at powers of ten.
LANES_INLINE lanes lanes_log10(lanes x) {
  return lanes_log_base(x, 0x1.bcb7b10000000p-2, 0x1.49b9438ca9aaep-28, 0x1.34413509f6000p-2, 0x1.9fef311f12b36p-42);
}

#endif

/// Cube root and hypotenuse. Included by lanes.h.
#ifndef CLANES_ROOT_H
#define CLANES_ROOT_H

/// The cube root, negative below zero, error below 1 ulp.
///
/// |x| = 2^(3 n + i) m with m in [1, 2) and i in -1...1. A polynomial gives m^(-1/3) to 2^-14.7, a step of third order
/// 2^-42; the root t that follows, cut to 26 bits so that t^2 is exact, takes a last step of Halley
/// (fdlibm's s_cbrt.c, Sun Microsystems, 1993).
LANES_INLINE lanes lanes_cbrt(lanes x) {
  const lanes size = lanes_abs(x);
  const struct lanes_binary b = lanes_split_binary(size, 0x3ff0000000000000);
  const lanes m = b.mantissa;
  const lanes third = (b.exponent * 0x1.5555555555555p-2 + LANES_ROUNDING);
  const lanes i = b.exponent - 3.0 * (third - LANES_ROUNDING);
  const lanes_mask over = lanes_less(0.0, i), under = lanes_less(i, 0.0);
  const lanes scaled = lanes_select(over, m + m, lanes_select(under, 0.5 * m, m));
  const lanes factor = lanes_select(over, (lanes)0x1.428a2f98d728bp+0,
                                    lanes_select(under, (lanes)0x1.965fea53d6e3dp-1, (lanes)1.0));

  const lanes m2 = m * m;
  const lanes guess = lanes_cubic(m, m2, 0x1.ab856c8b4838ap+0, -0x1.2c417613cc7b2p+0, 0x1.64156323ad408p-1,
                                  -0x1.c516a0dcff198p-3) + m2 * m2 * 0x1.d46d132f8ed2bp-6;
  const lanes defect = 1.0 - m * guess * guess * guess;
  const lanes inverse = guess + guess * defect * (0x1.5555555555555p-2 + 0x1.c71c71c71c71cp-3 * defect);
  const lanes t = lanes_head(m * inverse * inverse * factor);
  const lanes quotient = scaled / (t * t);
  const lanes root = t + t * ((quotient - t) / ((t + t) + quotient));
  const lanes result = root * lanes_power_of_two(third);

  const lanes_mask usual = lanes_less(0.0, size) & lanes_less(size, __builtin_inf());
  return lanes_copy_sign(lanes_select(usual, result, size), x);
}

/// sqrt(a^2 + b^2) without overflow or underflow on the way, error below 1.5 ulp. Infinite if either is, even beside a
/// NaN.
LANES_INLINE lanes lanes_hypot(lanes a, lanes b) {
  const lanes x = lanes_abs(a), y = lanes_abs(b);
  const lanes_mask larger = lanes_less(x, y);
  const lanes most = lanes_select(larger, y, x);
  const lanes_mask huge = lanes_less(0x1p500, most), tiny = lanes_less(most, 0x1p-450);
  const lanes scale = lanes_select(huge, (lanes)0x1p-600, lanes_select(tiny, (lanes)0x1p600, (lanes)1.0));
  const lanes unscale = lanes_select(huge, (lanes)0x1p600, lanes_select(tiny, (lanes)0x1p-600, (lanes)1.0));
  const lanes u = x * scale, v = y * scale;
  const lanes result = lanes_sqrt(u * u + v * v) * unscale;
  const lanes infinity = __builtin_inf();
  return lanes_select(lanes_equal(x, infinity) | lanes_equal(y, infinity), infinity, result);
}

#endif

/// asin, acos, atan and atan2, arranged as in fdlibm (Sun Microsystems, 1993) with minimax polynomials, error 2^-58.
/// Included by lanes.h.
#ifndef CLANES_INVERSE_CIRCULAR_H
#define CLANES_INVERSE_CIRCULAR_H

#define LANES_PI_HEAD 0x1.921fb54442d18p+1
#define LANES_PI_TAIL 0x1.1a62633145c07p-53

/// For |x| <= 1/2, asin x = x + x * ratio with ratio = z A(z), z = x^2. Above, with z = (1 - |x|)/2,
/// asin |x| = pi/2 - 2 asin(sqrt z), the root in two words.
struct lanes_arc {
  lanes_mask large;
  lanes ratio;
  lanes root;
  lanes root_head;
  lanes root_tail;
};

LANES_INLINE struct lanes_arc lanes_arc_parts(lanes x) {
  struct lanes_arc result;
  const lanes size = lanes_abs(x);
  result.large = lanes_less(0.5, size);
  const lanes half = 0.5 * (1.0 - size);
  const lanes z = lanes_select(result.large, half, x * x);
  const lanes z2 = z * z, z4 = z2 * z2;
  const lanes low = lanes_cubic(z, z2, 0x1.5555555555578p-3, 0x1.333333332df7bp-4, 0x1.6db6db72262aap-5,
                                0x1.f1c71a8db95f6p-6);
  const lanes middle = lanes_cubic(z, z2, 0x1.6e8bdfa76174cp-6, 0x1.1c49e2ac59bc1p-6, 0x1.ca20cf52f9126p-7,
                                   0x1.757b70b42c898p-7);
  const lanes high = lanes_cubic(z, z2, 0x1.6174235e7555cp-7, 0x1.e2bbf9c326edfp-9, 0x1.6493692b64070p-6,
                                 -0x1.595579f0c7f47p-6);
  result.ratio = z * (low + z4 * (middle + z4 * (high + z4 * 0x1.0bb0acbbbc6e5p-5)));
  result.root = lanes_sqrt(half);
  result.root_head = lanes_head(result.root);
  // The sum is 0 at |x| = 1, where the tail is 0 as well.
  const lanes twice = lanes_select(lanes_equal(half, 0.0), (lanes)1.0, result.root + result.root_head);
  result.root_tail = (half - result.root_head * result.root_head) / twice;
  return result;
}

/// asin x, error below 1 ulp; NaN beyond -1...1.
LANES_INLINE lanes lanes_asin(lanes x) {
  const struct lanes_arc arc = lanes_arc_parts(x);
  const lanes small = lanes_abs(x) + lanes_abs(x) * arc.ratio;
  const lanes correction = 2.0 * arc.root * arc.ratio - (0.5 * LANES_PI_TAIL - 2.0 * arc.root_tail);
  const lanes quarter = 0.25 * LANES_PI_HEAD;
  const lanes large = quarter - (correction - (quarter - 2.0 * arc.root_head));
  return lanes_copy_sign(lanes_select(arc.large, large, small), x);
}

/// acos x, error below 1 ulp; NaN beyond -1...1.
LANES_INLINE lanes lanes_acos(lanes x) {
  const struct lanes_arc arc = lanes_arc_parts(x);
  const lanes small = 0.5 * LANES_PI_HEAD - (x - (0.5 * LANES_PI_TAIL - x * arc.ratio));
  const lanes near_one = 2.0 * (arc.root_head + (arc.root * arc.ratio + arc.root_tail));
  const lanes near_minus_one = LANES_PI_HEAD - 2.0 * (arc.root + (arc.root * arc.ratio - 0.5 * LANES_PI_TAIL));
  return lanes_select(arc.large, lanes_select(lanes_less(x, 0.0), near_minus_one, near_one), small);
}

/// atan x = atan c + atan((x - c) / (1 + c x)) for x >= 0 or NaN, with c = 0, 1/2, 1, 3/2 or infinity, so that the
/// second part is below 7/16.
LANES_INLINE lanes lanes_atan_positive(lanes x) {
  const lanes_mask from_half = lanes_less_or_equal(0.4375, x), from_one = lanes_less_or_equal(0.6875, x);
  const lanes_mask from_more = lanes_less_or_equal(1.1875, x), from_infinity = lanes_less_or_equal(2.4375, x);
  lanes above = x, below = 1.0, start = 0.0, start_tail = 0.0;
  above = lanes_select(from_half, 2.0 * x - 1.0, above);
  below = lanes_select(from_half, 2.0 + x, below);
  start = lanes_select(from_half, (lanes)0x1.dac670561bb4fp-2, start);
  start_tail = lanes_select(from_half, (lanes)0x1.a2b7f222f65e2p-56, start_tail);
  above = lanes_select(from_one, x - 1.0, above);
  below = lanes_select(from_one, x + 1.0, below);
  start = lanes_select(from_one, (lanes)(0.25 * LANES_PI_HEAD), start);
  start_tail = lanes_select(from_one, (lanes)(0.25 * LANES_PI_TAIL), start_tail);
  above = lanes_select(from_more, x - 1.5, above);
  below = lanes_select(from_more, 1.0 + 1.5 * x, below);
  start = lanes_select(from_more, (lanes)0x1.f730bd281f69bp-1, start);
  start_tail = lanes_select(from_more, (lanes)0x1.007887af0cbbdp-56, start_tail);
  above = lanes_select(from_infinity, (lanes)-1.0, above);
  below = lanes_select(from_infinity, x, below);
  start = lanes_select(from_infinity, (lanes)(0.5 * LANES_PI_HEAD), start);
  start_tail = lanes_select(from_infinity, (lanes)(0.5 * LANES_PI_TAIL), start_tail);

  const lanes t = above / below;
  const lanes z = t * t, z2 = z * z, z4 = z2 * z2;
  const lanes low = lanes_cubic(z, z2, -0x1.5555555555552p-2, 0x1.9999999998fecp-3, -0x1.2492492446304p-3,
                                0x1.c71c71a18e75ep-4);
  const lanes middle = lanes_cubic(z, z2, -0x1.745d11d4ba4ebp-4, 0x1.3b13304f64cacp-4, -0x1.110912ab5182dp-4,
                                   0x1.e1336d07928b4p-5);
  const lanes high = lanes_cubic(z, z2, -0x1.a9ffea8096f46p-5, 0x1.6b2e129f7688ap-5, -0x1.05850678195c1p-5,
                                 0x1.c0e6fe6625c9ep-7);
  const lanes tail = t * (z * (low + z4 * (middle + z4 * high)));
  return start + ((tail + start_tail) + t);
}

/// atan x, error below 1 ulp.
LANES_INLINE lanes lanes_atan(lanes x) { return lanes_copy_sign(lanes_atan_positive(lanes_abs(x)), x); }

/// The angle of the point (x, y) in -pi...pi, error below 2 ulp; zeros and infinities as in IEEE 754: the sign of y is
/// the sign of the result, a negative x, -0 included, lies at pi.
LANES_INLINE lanes lanes_atan2(lanes y, lanes x) {
  const lanes across = lanes_abs(x), up = lanes_abs(y);
  lanes ratio = up / across;
  ratio = lanes_select(lanes_equal(up, 0.0) & lanes_equal(across, 0.0), (lanes)0.0, ratio);
  const lanes infinity = __builtin_inf();
  ratio = lanes_select(lanes_equal(up, infinity) & lanes_equal(across, infinity), (lanes)1.0, ratio);
  const lanes angle = lanes_atan_positive(ratio);
  // Straight up and down the angle is pi/2 already, whatever the sign of the zero.
  const lanes_mask upright = lanes_equal(across, 0.0) & lanes_less(0.0, up);
  const lanes_mask left = (lanes_mask)((lanes_mask)x < 0) & ~upright;
  return lanes_copy_sign(lanes_select(left, LANES_PI_HEAD - (angle - LANES_PI_TAIL), angle), y);
}

#endif

/// a^b for all real numbers. Included by lanes.h.
///
/// 2^(b log2 a) with log2 a in two words, relative error 2^-66, after fdlibm's e_pow.c (Sun Microsystems, 1993): a
/// relative error in the logarithm is multiplied by up to 745 in the power, so one word would lose ten bits.
#ifndef CLANES_POWER_H
#define CLANES_POWER_H

/// log2 in two words, the first of 26 bits.
struct lanes_log2_pair {
  lanes head;
  lanes tail;
};

/// For positive finite x.
///
/// x = 2^n c (1 + s)/(1 - s), where c is 1 or 3/2, whichever leaves |s| <= 0.101;
/// 3/2 log((1 + s)/(1 - s)) = s (3 + s^2 + s^4 L(s^2)), error 2^-69. Each product that must be exact is one of heads.
LANES_INLINE struct lanes_log2_pair lanes_log2_pair(lanes x) {
  const uint64_t three_quarters_sqrt = 0x3febb67ae8584caa;  // sqrt(3)/2
  const struct lanes_binary b = lanes_split_binary(x, three_quarters_sqrt);
  const lanes_mask upper = lanes_less(0x1.3988e1409212ep+0, b.mantissa);  // sqrt(3/2)
  const lanes center = lanes_select(upper, (lanes)1.5, (lanes)1.0);
  const lanes center_head = lanes_select(upper, (lanes)0x1.2b80340000000p-1, (lanes)0.0);
  const lanes center_tail = lanes_select(upper, (lanes)0x1.cfdeb43cfd006p-27, (lanes)0.0);

  // s = above / below in two words.
  const lanes above = b.mantissa - center, below = b.mantissa + center;
  const lanes inverse = 1.0 / below;
  const lanes s = above * inverse;
  const lanes s_head = lanes_head(s), below_head = lanes_head(below);
  const lanes below_tail = b.mantissa - (below_head - center);
  const lanes s_tail = inverse * ((above - s_head * below_head) - s_head * below_tail);

  // 3 + s^2 + s^4 L(s^2) in two words.
  const lanes z = s * s, z2 = z * z;
  const lanes series = lanes_cubic(z, z2, 0x1.3333333333303p-1, 0x1.b6db6db6fa71ep-2, 0x1.5555551966cbap-2,
                                   0x1.17460a4120abcp-2) + z2 * z2 * (0x1.d864de0344980p-3 + 0x1.a7dbf03fe3e45p-3 * z);
  const lanes square = s_head * s_head;
  const lanes rest = z2 * series + s_tail * (s_head + s);
  const lanes sum_head = lanes_head(3.0 + square + rest);
  const lanes sum_tail = rest - ((sum_head - 3.0) - square);

  // Their product, then times 2 / (3 log 2).
  const lanes large = s_head * sum_head;
  const lanes small = s_tail * sum_head + sum_tail * s;
  const lanes product_head = lanes_head(large + small);
  const lanes product_tail = small - (product_head - large);
  const lanes log_head = 0x1.ec709d8000000p-1 * product_head;
  const lanes log_tail = (0x1.0e80ff5d27f05p-27 * product_head + product_tail * 0x1.ec709dc3a03fdp-1) + center_tail;

  struct lanes_log2_pair result;
  result.head = lanes_head(((log_head + log_tail) + center_head) + b.exponent);
  result.tail = log_tail - (((result.head - b.exponent) - center_head) - log_head);
  return result;
}

/// 2^(b log), the product in two words.
LANES_INLINE lanes lanes_exp2_product(struct lanes_log2_pair log, lanes b) {
  const lanes b_head = lanes_head(b);
  const lanes head = b_head * log.head;
  const lanes tail = (b - b_head) * log.head + b * log.tail;
  // Beyond these the result is 0 or infinite all the same; a NaN stays.
  const lanes sum = head + tail;
  const lanes_mask outside = lanes_less(1100.0, lanes_abs(sum));
  const lanes large = lanes_select(outside, lanes_copy_sign((lanes)1100.0, sum), head);
  const lanes small = lanes_select(outside, (lanes)0.0, tail);

  struct lanes_exponential e;
  e.rounded = (large + small) + LANES_ROUNDING;
  const lanes rest = large - (e.rounded - LANES_ROUNDING);
  const lanes rest_head = lanes_head(rest + small);
  const lanes rest_tail = small - (rest_head - rest);
  e.head = rest_head * 0x1.62e42f8000000p-1;
  const lanes low = rest_tail * 0x1.62e42fefa39efp-1 + rest_head * 0x1.be8e7bcd5e4f2p-27;
  const lanes r = e.head + low;
  const lanes r2 = r * r;
  e.tail = r2 * lanes_exp_polynomial(r, r2) + low;
  return lanes_scale(lanes_exp_fraction(e), e.rounded);
}

/// The results of IEEE 754 where a or b is zero, infinite or NaN or a is negative; `magnitude` is |a|^b elsewhere.
LANES_INLINE lanes lanes_power_specials(lanes a, lanes b, lanes magnitude) {
  const lanes size = lanes_abs(a), infinity = __builtin_inf();
  const lanes half = 0.5 * b;
  const lanes_mask whole = lanes_equal(lanes_floor(b), b);
  const lanes_mask odd = whole & ~lanes_equal(lanes_floor(half), half);
  const lanes_mask zero = lanes_equal(size, 0.0), infinite = lanes_equal(size, infinity);
  const lanes_mask grows = (zero & lanes_less(b, 0.0)) | (infinite & lanes_less(0.0, b));
  lanes result = lanes_select(zero | infinite, lanes_select(grows, infinity, (lanes)0.0), magnitude);
  result = lanes_select(odd, lanes_copy_sign(result, a), result);
  const lanes_mask unreal = lanes_less(a, 0.0) & ~infinite & ~whole;
  const lanes_mask missing = ~lanes_equal(a, a) | ~lanes_equal(b, b);
  result = lanes_select(unreal | missing, (lanes)__builtin_nan(""), result);
  return lanes_select(lanes_equal(b, 0.0) | lanes_equal(a, 1.0), (lanes)1.0, result);
}

/// a^b, error below 1 ulp.
///
/// a^0 = 1 and 1^b = 1 whatever the other is, NaN included; a negative base has a power if b is whole, else NaN.
LANES_INLINE lanes lanes_pow(lanes a, lanes b) {
  const lanes size = lanes_abs(a);
  // |b| above 2^70 acts as 2^70: the result is 0, 1 or infinite already.
  const lanes_mask huge = lanes_less(0x1p70, lanes_abs(b));
  const lanes exponent = lanes_select(huge, lanes_copy_sign((lanes)0x1p70, b), b);
  const lanes result = lanes_exp2_product(lanes_log2_pair(size), exponent);
  const lanes infinity = __builtin_inf();
  const lanes_mask usual = lanes_less(0.0, a) & lanes_less(a, infinity) & lanes_less(lanes_abs(b), infinity);
  if (__builtin_expect(lanes_any(~usual), 0)) return lanes_select(usual, result, lanes_power_specials(a, b, result));
  return result;
}

#endif

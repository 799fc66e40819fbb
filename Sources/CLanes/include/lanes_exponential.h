/// exp, expm1 and the logistic sigmoid. Included by lanes.h.
///
/// x = k log 2 + r with |r| <= log(2)/2 and r = head - low, where `head` is exact because the leading part of log 2 has
/// 32 bits (Cody and Waite, Software Manual for the Elementary Functions, 1980). Then e^x = 2^k (1 + head + tail), with
/// tail = r^2 q(r) - low and q a minimax polynomial, error 2^-58.
#ifndef CLANES_EXPONENTIAL_H
#define CLANES_EXPONENTIAL_H

#define LANES_LOG2_HEAD 0x1.62e42feep-1
#define LANES_LOG2_TAIL 0x1.a39ef35793c76p-33
#define LANES_INVERSE_LOG2 0x1.71547652b82fep+0

/// (e^r - 1 - r) / r^2 for |r| <= log(2)/2.
LANES_INLINE lanes lanes_exp_polynomial(lanes r, lanes r2) {
  const lanes r4 = r2 * r2;
  const lanes low = lanes_cubic(r, r2, 0x1.000000000000bp-1, 0x1.5555555555561p-3, 0x1.5555555550045p-5,
                                0x1.111111110d606p-7);
  const lanes middle = lanes_cubic(r, r2, 0x1.6c16c185a2c3ap-10, 0x1.a01a01baf1ae3p-13, 0x1.a01996a02f10cp-16,
                                   0x1.71dddfae4ef52p-19);
  const lanes high = 0x1.28b03d7e1e66ep-22 + 0x1.af85af100a2e1p-26 * r;
  return low + r4 * (middle + r4 * high);
}

/// e^x = 2^k (1 + head + tail); `rounded` is k + LANES_ROUNDING.
struct lanes_exponential {
  lanes head;
  lanes tail;
  lanes rounded;
};

/// For |x| below 1500 or NaN.
LANES_INLINE struct lanes_exponential lanes_exp_reduce(lanes x) {
  struct lanes_exponential result;
  result.rounded = x * LANES_INVERSE_LOG2 + LANES_ROUNDING;
  const lanes k = result.rounded - LANES_ROUNDING;
  result.head = x - k * LANES_LOG2_HEAD;
  const lanes low = k * LANES_LOG2_TAIL;
  const lanes r = result.head - low;
  const lanes r2 = r * r;
  result.tail = r2 * lanes_exp_polynomial(r, r2) - low;
  return result;
}

/// 1 + head + tail, with one rounding that counts.
LANES_INLINE lanes lanes_exp_fraction(struct lanes_exponential e) {
  const lanes sum = 1.0 + e.head;
  return sum + ((e.head - (sum - 1.0)) + e.tail);
}

/// e^x, error below 1 ulp. Overflows above 709.78, is subnormal below -708.39 and 0 below -745.13.
LANES_INLINE lanes lanes_exp(lanes x) {
  // Beyond these the result is 0 or infinite all the same; a NaN stays.
  const lanes above = lanes_select(lanes_less(x, -746.0), (lanes)-746.0, x);
  const lanes clamped = lanes_select(lanes_less(710.0, above), (lanes)710.0, above);
  const struct lanes_exponential e = lanes_exp_reduce(clamped);
  return lanes_scale(lanes_exp_fraction(e), e.rounded);
}

/// A number in two words: `error` is at most half a unit in the last place of `value`.
struct lanes_pair {
  lanes value;
  lanes error;
};

/// power (1 + head + tail) - one, where `power` - `one` is exact: e^x - 1, say, or half of it.
LANES_INLINE struct lanes_pair lanes_exp_minus(struct lanes_exponential e, lanes power, lanes one) {
  const lanes start = power - one, step = power * e.head;
  const lanes large = start + step;
  const lanes small = lanes_sum_error(start, step, large) + power * e.tail;
  struct lanes_pair result;
  result.value = large + small;
  result.error = (large - result.value) + small;
  return result;
}

/// e^x - 1, error below 1.5 ulp, also where it is small.
LANES_INLINE lanes lanes_expm1(lanes x) {
  const lanes above = lanes_select(lanes_less(x, -50.0), (lanes)-50.0, x);
  const lanes clamped = lanes_select(lanes_less(710.0, above), (lanes)710.0, above);
  const struct lanes_exponential e = lanes_exp_reduce(clamped);
  const struct lanes_pair moderate = lanes_exp_minus(e, lanes_power_of_two(e.rounded), 1.0);
  // Above 50 the 1 is lost anyway, and the power of two may overflow before the result does.
  const lanes large = lanes_scale(lanes_exp_fraction(e), e.rounded);
  const lanes result = lanes_select(lanes_less(50.0, x), large, moderate.value);
  return lanes_copy_sign(result, x);
}

/// 1 / (1 + e^-x), error below 2.5 ulp. Never NaN for a number: 0 below -745.13, 1 above 37.
LANES_INLINE lanes lanes_sigmoid(lanes x) {
  const lanes power = lanes_exp(-lanes_abs(x));
  const lanes sum = 1.0 + power;
  const lanes lost = power - (sum - 1.0);
  const lanes rough = 1.0 / sum;
  const lanes upper = rough - rough * rough * lost;
  return lanes_select(lanes_less(x, 0.0), power * upper, upper);
}

#endif

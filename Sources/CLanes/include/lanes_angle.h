/// The rest of an angle modulo pi/2. Included by lanes.h.
///
/// Up to 10^5: x - n P1 - n P2 - n P3, where P1 and P2 are the first two times 37 bits of pi/2, so that n P1 and n P2
/// are exact for n < 2^16, the first difference is exact and what the second loses is kept (Cody and Waite, 1980). No
/// double below 10^5 comes so near a multiple of pi/2 that the rounding of n P3, 2^-114 at most, shows.
/// Above: Payne and Hanek, ACM SIGNUM Newsletter 18 (1983) 19, in whole numbers, lane by lane, exact to 2^-128.
#ifndef CLANES_ANGLE_H
#define CLANES_ANGLE_H

#define LANES_ANGLE_LARGE 1e5

/// |x| = quadrant pi/2 + rest + error with |rest| <= pi/4 and a little; of the quadrant the low two bits count.
struct lanes_angle {
  lanes rest;
  lanes error;
  lanes_bits quadrant;
};

/// The same for one number.
struct lanes_scalar_angle {
  double rest;
  double error;
  uint64_t quadrant;
};

union lanes_double_bits {
  double number;
  uint64_t bits;
};

static inline double lanes_scalar_head(double a) {
  union lanes_double_bits parts = {a};
  parts.bits &= ~(uint64_t)0x7ffffff;
  return parts.number;
}

/// For finite x >= 2^16.
///
/// x = m 2^e with m whole. Of the bits of 2/pi those that make m 2^e times them a multiple of 4 are left out, the next
/// 192 are multiplied with m modulo 2^192: the product is the angle in quadrants, two bits before the point.
static inline __attribute__((noinline)) struct lanes_scalar_angle lanes_reduce_large(double x) {
  // 64 zeros, then 2/pi.
  static const uint64_t two_over_pi[20] = {
    0x0000000000000000, 0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561,
    0xb7246e3a424dd2e0, 0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41,
    0x3991d639835339f4, 0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7,
    0x4f463f669e5fea2d, 0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab,
  };
  union lanes_double_bits input = {x};
  const uint64_t mantissa = (input.bits & 0xfffffffffffff) | 0x10000000000000;
  const unsigned start = (unsigned)(input.bits >> 52) - 1075 + 62;
  const unsigned word = start / 64, shift = start % 64;
  uint64_t window[3];
  for (unsigned i = 0; i < 3; i++) {
    const unsigned __int128 two = ((unsigned __int128)two_over_pi[word + i] << 64) | two_over_pi[word + i + 1];
    window[i] = (uint64_t)(two >> (64 - shift));
  }
  const unsigned __int128 low = (unsigned __int128)mantissa * window[2];
  const unsigned __int128 middle = (unsigned __int128)mantissa * window[1] + (uint64_t)(low >> 64);
  const uint64_t high = mantissa * window[0] + (uint64_t)(middle >> 64);
  // In quarters of a turn: `high` holds two bits before the point and 62 after it.
  const unsigned __int128 product = ((unsigned __int128)high << 64) | (uint64_t)middle;
  const unsigned __int128 fraction = (product << 2) | ((uint64_t)low >> 62);
  const uint64_t up = (uint64_t)(fraction >> 127);
  unsigned __int128 size = up ? -fraction : fraction;

  // The fraction in two doubles of 53 bits each; `size` is never 0, no double is a multiple of pi/2.
  const uint64_t top = (uint64_t)(size >> 64);
  const unsigned zeros = top ? (unsigned)__builtin_clzll(top) : 64 + (unsigned)__builtin_clzll((uint64_t)size | 1);
  size <<= zeros;
  union lanes_double_bits unit;
  unit.bits = (uint64_t)(1023 - zeros) << 52;
  const double first = (double)(uint64_t)(size >> 75) * 0x1p-53 * unit.number;
  const double second = (double)((uint64_t)(size >> 22) & 0x1fffffffffffff) * 0x1p-106 * unit.number;

  // Times pi/2 = C + 2^-53.9, C a double.
  const double c = 0x1.921fb54442d18p+0, c_head = 0x1.921fb50000000p+0, c_tail = 0x1.110b460000000p-26;
  const double first_head = lanes_scalar_head(first), first_tail = first - first_head;
  const double whole = first * c;
  const double lost = ((first_head * c_head - whole) + first_head * c_tail + first_tail * c_head) + first_tail * c_tail;
  const double small = lost + (first * 0x1.1a62633145c07p-54 + second * c);
  struct lanes_scalar_angle result;
  result.rest = whole + small;
  result.error = (whole - result.rest) + small;
  result.quadrant = (uint64_t)(high >> 62) + up;
  if (up) {
    result.rest = -result.rest;
    result.error = -result.error;
  }
  return result;
}

/// For x >= 0 or NaN; NaN for infinity.
LANES_INLINE struct lanes_angle lanes_reduce_angle(lanes x) {
  const lanes rounded = x * 0x1.45f306dc9c883p-1 + LANES_ROUNDING;
  const lanes n = rounded - LANES_ROUNDING;
  const lanes first = x - n * 0x1.921fb54440000p+0;
  const lanes step = n * 0x1.68c234c4c0000p-39;
  const lanes second = first - step;
  // The short form of the error is exact: `first` is a multiple of 2^-53, so of the last place of n P2 < 2^-22.
  const lanes small = ((first - second) - step) - n * 0x1.98a2e03707345p-77;
  struct lanes_angle result;
  result.rest = second + small;
  result.error = (second - result.rest) + small;
  result.quadrant = (lanes_bits)rounded;
  const lanes_mask large = lanes_less(LANES_ANGLE_LARGE, x);
  if (__builtin_expect(lanes_any(large), 0)) {
    for (int lane = 0; lane < 8; lane++) {
      if (!(x[lane] > LANES_ANGLE_LARGE)) continue;
      const int finite = x[lane] < __builtin_inf();
      const struct lanes_scalar_angle one = lanes_reduce_large(finite ? x[lane] : LANES_ANGLE_LARGE);
      result.rest[lane] = finite ? one.rest : __builtin_nan("");
      result.error[lane] = one.error;
      result.quadrant[lane] = one.quadrant;
    }
  }
  return result;
}

#endif

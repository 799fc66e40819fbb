/// The parts the functions are made of: polynomials, rounding, powers of two, sums and products in two words.
/// Included by lanes.h.
#ifndef CLANES_PARTS_H
#define CLANES_PARTS_H

/// 1.5 * 2^52. Added to |x| < 2^51 it rounds x to the nearest integer, whose low bits are then the low bits of the sum.
#define LANES_ROUNDING 0x1.8p52

/// a + b x + c x^2 + d x^3, given x^2. Pieces of four terms keep the chain of dependent operations short; the
/// polynomials are minimax, from Tests/CalculusTests/Reference/minimax.py.
LANES_INLINE lanes lanes_cubic(lanes x, lanes x2, double a, double b, double c, double d) {
  return (a + b * x) + (c + d * x) * x2;
}

/// The leading 26 bits: the product of two heads is exact, and so is the rest `a - head`.
LANES_INLINE lanes lanes_head(lanes a) { return (lanes)((lanes_mask)a & ~(lanes_mask)0x7ffffff); }

/// What `sum = a + b` lost to rounding, exactly (Knuth, The Art of Computer Programming 2, 4.2.2).
LANES_INLINE lanes lanes_sum_error(lanes a, lanes b, lanes sum) {
  const lanes other = sum - a;
  return (a - (sum - other)) + (b - other);
}

/// What `product = a * b` lost to rounding, to about 2^-106 |product| (Dekker, Numerische Mathematik 18 (1971) 224).
LANES_INLINE lanes lanes_product_error(lanes a, lanes b, lanes product) {
  const lanes a_head = lanes_head(a), b_head = lanes_head(b);
  const lanes a_tail = a - a_head, b_tail = b - b_head;
  return ((a_head * b_head - product) + a_head * b_tail + a_tail * b_head) + a_tail * b_tail;
}

/// 2^n for n in -1022...1023, from `rounded = n + LANES_ROUNDING`.
LANES_INLINE lanes lanes_power_of_two(lanes rounded) { return (lanes)(((lanes_bits)rounded + 1023) << 52); }

/// a * 2^n for n in -2046...2046 and a near 1, from `rounded = n + LANES_ROUNDING`. Two factors, so that overflow and
/// underflow come once, at the end, correctly rounded.
LANES_INLINE lanes lanes_scale(lanes a, lanes rounded) {
  const lanes_bits both = ((lanes_bits)rounded + 2046) & 4095;
  const lanes_bits first = both >> 1, second = both - first;
  return (a * (lanes)(first << 52)) * (lanes)(second << 52);
}

/// x = 2^exponent * mantissa, for positive finite x.
struct lanes_binary {
  lanes mantissa;
  lanes exponent;
};

/// The mantissa lies in [lowest, 2 lowest), where `lowest_bits` are the bits of a number in (1/2, 1].
LANES_INLINE struct lanes_binary lanes_split_binary(lanes x, uint64_t lowest_bits) {
  const lanes_mask subnormal = lanes_less(x, 0x1p-1022);
  const lanes normal = lanes_select(subnormal, x * 0x1p54, x);
  const lanes_bits shifted = (lanes_bits)normal + (0x3ff0000000000000 - lowest_bits);
  // The biased exponent, put below the bits of 2^52, is the fraction of a double.
  const lanes biased = (lanes)((shifted >> 52) | 0x4330000000000000);
  struct lanes_binary result;
  result.mantissa = (lanes)((shifted & 0xfffffffffffff) + lowest_bits);
  result.exponent = biased - lanes_select(subnormal, (lanes)(0x1p52 + 1023 + 54), (lanes)(0x1p52 + 1023));
  return result;
}

#endif

/// The square root. Included by lanes.h.
#ifndef CLANES_SQUARE_ROOT_H
#define CLANES_SQUARE_ROOT_H

#if defined(__AVX512F__) && !defined(__znver4__) && !defined(__znver5__)

/// The correctly rounded square root, NaN below zero: the bits of the instruction.
///
/// The instruction keeps the divider of these processors busy for two dozen cycles, while everything else waits for the
/// division that follows. Here the roots are taken by multiplications beside it: two steps of Goldschmidt from 2^-14 and
/// a last correction (P. W. Markstein, IBM Journal of Research and Development 34 (1990) 111). The tests try it on all
/// numbers whose root lies so near the middle between two others that the correction could round to the wrong one.
/// Numbers outside 2^-895...2^896, where an intermediate result might lose digits, take the instruction.
LANES_INLINE lanes lanes_sqrt(lanes a) {
  const lanes_bits place = (lanes_bits)a - 0x0800000000000000;
  const lanes_mask unusual = (lanes_mask)(place >= (lanes_bits)0x7000000000000000);
  if (__builtin_expect(__builtin_reduce_or(unusual) != 0, 0)) return __builtin_elementwise_sqrt(a);
  const lanes inverse = __builtin_ia32_rsqrt14pd512_mask(a, (lanes)0.0, 0xff);
  lanes root = a * inverse, half = 0.5 * inverse;
  lanes defect = __builtin_elementwise_fma(-root, half, (lanes)0.5);
  root = __builtin_elementwise_fma(root, defect, root);
  half = __builtin_elementwise_fma(half, defect, half);
  defect = __builtin_elementwise_fma(-root, half, (lanes)0.5);
  root = __builtin_elementwise_fma(root, defect, root);
  half = __builtin_elementwise_fma(half, defect, half);
  return __builtin_elementwise_fma(__builtin_elementwise_fma(-root, root, a), half, root);
}

#else

/// The correctly rounded square root, NaN below zero.
LANES_INLINE lanes lanes_sqrt(lanes a) { return __builtin_elementwise_sqrt(a); }

#endif

#endif

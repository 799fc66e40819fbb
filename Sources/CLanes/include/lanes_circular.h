/// sin, cos and tan of any finite angle; NaN at infinity. Included by lanes.h.
///
/// After the reduction of lanes_angle.h, minimax polynomials on |r| <= pi/4, error 2^-58, arranged as in fdlibm (Sun
/// Microsystems, 1993) so that the error of the rest takes part.
#ifndef CLANES_CIRCULAR_H
#define CLANES_CIRCULAR_H

/// sin(rest + error), given z = rest^2.
LANES_INLINE lanes lanes_sin_kernel(lanes rest, lanes error, lanes z) {
  const lanes z2 = z * z;
  const lanes tail = lanes_cubic(z, z2, 0x1.111111110f881p-7, -0x1.a01a019c126f1p-13, 0x1.71de3578757ebp-19,
                                 -0x1.ae5e66d4e21acp-26) + z2 * z2 * 0x1.5d932f28f15fdp-33;
  const lanes cube = rest * z;
  return rest + (cube * -0x1.5555555555549p-3 + (error + z * (cube * tail - 0.5 * error)));
}

/// cos(rest + error), given z = rest^2.
LANES_INLINE lanes lanes_cos_kernel(lanes rest, lanes error, lanes z) {
  const lanes z2 = z * z;
  const lanes low = lanes_cubic(z, z2, 0x1.555555555554cp-5, -0x1.6c16c16c15184p-10, 0x1.a01a019cb26c4p-16,
                                -0x1.27e4f80a73d7ep-22);
  const lanes high = 0x1.1ee9ec45b8ef2p-29 - 0x1.8faece0f6b024p-37 * z;
  const lanes half = 0.5 * z;
  const lanes start = 1.0 - half;
  return start + (((1.0 - start) - half) + (z2 * (low + z2 * z2 * high) - rest * error));
}

/// All bits set where the quadrant is odd.
LANES_INLINE lanes_mask lanes_odd(lanes_bits quadrant) { return (lanes_mask)(-(quadrant & 1)); }

/// sin x, error below 1 ulp.
LANES_INLINE lanes lanes_sin(lanes x) {
  const struct lanes_angle angle = lanes_reduce_angle(lanes_abs(x));
  const lanes z = angle.rest * angle.rest;
  const lanes s = lanes_sin_kernel(angle.rest, angle.error, z);
  const lanes c = lanes_cos_kernel(angle.rest, angle.error, z);
  const lanes_bits sign = ((angle.quadrant & 2) << 62) ^ ((lanes_bits)x & 0x8000000000000000);
  return (lanes)((lanes_bits)lanes_select(lanes_odd(angle.quadrant), c, s) ^ sign);
}

/// cos x, error below 1 ulp.
LANES_INLINE lanes lanes_cos(lanes x) {
  const struct lanes_angle angle = lanes_reduce_angle(lanes_abs(x));
  const lanes z = angle.rest * angle.rest;
  const lanes s = lanes_sin_kernel(angle.rest, angle.error, z);
  const lanes c = lanes_cos_kernel(angle.rest, angle.error, z);
  const lanes_bits sign = ((angle.quadrant + 1) & 2) << 62;
  return (lanes)((lanes_bits)lanes_select(lanes_odd(angle.quadrant), s, c) ^ sign);
}

/// sin x and cos x for a row of `vectors` times eight angles: the same bits as the two above, for one reduction.
///
/// Rows of doubles, because Swift imports no pointers to vectors. Either result may take the place of `x`.
static inline void lanes_sin_cos_row(const double *x, double *sine, double *cosine, long vectors) {
  for (long vector = 0; vector < vectors; vector++) {
    lanes place, s, c;
    __builtin_memcpy(&place, x + 8 * vector, sizeof place);
    const struct lanes_angle angle = lanes_reduce_angle(lanes_abs(place));
    const lanes z = angle.rest * angle.rest;
    const lanes from_sin = lanes_sin_kernel(angle.rest, angle.error, z);
    const lanes from_cos = lanes_cos_kernel(angle.rest, angle.error, z);
    const lanes_mask odd = lanes_odd(angle.quadrant);
    const lanes_bits sin_sign = ((angle.quadrant & 2) << 62) ^ ((lanes_bits)place & 0x8000000000000000);
    const lanes_bits cos_sign = ((angle.quadrant + 1) & 2) << 62;
    s = (lanes)((lanes_bits)lanes_select(odd, from_cos, from_sin) ^ sin_sign);
    c = (lanes)((lanes_bits)lanes_select(odd, from_sin, from_cos) ^ cos_sign);
    __builtin_memcpy(sine + 8 * vector, &s, sizeof s);
    __builtin_memcpy(cosine + 8 * vector, &c, sizeof c);
  }
}

/// tan x, error below 2.5 ulp: the quotient of sine and cosine.
LANES_INLINE lanes lanes_tan(lanes x) {
  const struct lanes_angle angle = lanes_reduce_angle(lanes_abs(x));
  const lanes z = angle.rest * angle.rest;
  const lanes s = lanes_sin_kernel(angle.rest, angle.error, z);
  const lanes c = lanes_cos_kernel(angle.rest, angle.error, z);
  const lanes_mask odd = lanes_odd(angle.quadrant);
  const lanes quotient = lanes_select(odd, c, s) / lanes_select(odd, s, c);
  const lanes_bits sign = (angle.quadrant << 63) ^ ((lanes_bits)x & 0x8000000000000000);
  return (lanes)((lanes_bits)quotient ^ sign);
}

#endif

/// Arithmetic on eight doubles side by side.
///
/// Every function takes and returns vectors by value, so that Swift imports `lanes` as `SIMD8<Double>` and the calls
/// vanish into a few instructions. Nothing is contracted into a fused multiply-add: a lane has the same bits on every
/// instruction set.
#ifndef CLANES_LANES_H
#define CLANES_LANES_H

#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

typedef double lanes __attribute__((ext_vector_type(8)));
typedef int64_t lanes_mask __attribute__((ext_vector_type(8)));

#define LANES_INLINE static inline __attribute__((always_inline, const))

#include "lanes_arithmetic.h"
#include "lanes_functions.h"

#endif

/// Arithmetic and functions on eight doubles side by side.
///
/// Every function takes and returns vectors by value, so that Swift imports `lanes` as `SIMD8<Double>` and the calls
/// vanish into a few instructions. Nothing is contracted into a fused multiply-add (the square root asks for
/// them by name, and rounds as the instruction does) and nothing is looked up in a library: a lane has the same bits on every instruction set and whatever its neighbours hold. (The payload and sign
/// of a NaN are the exception: they carry no meaning and processors differ.)
///
/// Where a header says "error below e ulp", e units in the last place of the exact result is the bound that the tests
/// hold the function to, over its whole range, subnormal results included.
#ifndef CLANES_LANES_H
#define CLANES_LANES_H

#include <stdint.h>

#pragma STDC FP_CONTRACT OFF

typedef double lanes __attribute__((ext_vector_type(8)));
typedef int64_t lanes_mask __attribute__((ext_vector_type(8)));
typedef uint64_t lanes_bits __attribute__((ext_vector_type(8)));

#define LANES_INLINE static inline __attribute__((always_inline, const))

// Without AVX-512 these vectors would be passed differently than with it; but every call that passes one is inlined.
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wpsabi"

#include "lanes_arithmetic.h"
#include "lanes_square_root.h"
#include "lanes_parts.h"
#include "lanes_exponential.h"
#include "lanes_hyperbolic.h"
#include "lanes_logarithm.h"
#include "lanes_angle.h"
#include "lanes_circular.h"
#include "lanes_inverse_circular.h"
#include "lanes_power.h"
#include "lanes_root.h"

#pragma clang diagnostic pop

#endif

"""Reference values for the lane functions, to 1/256 ulp, from mpmath alone.

Writes functions.txt beside this script, one line a point:
    name  argument [argument]  nearest  offset
Arguments and the double nearest to the exact result are written as their bits in hexadecimal; the exact result lies
offset/256 ulp (-128...128) above that double. Run: python3 make_functions.py
"""
import math
import pathlib
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 4000  # sines of 2^1023 need 1024 bits before the point and 60 zeros behind it
random.seed(20240229)
TINY, HUGE = 5e-324, 1.7976931348623157e308


def bits(x):
  return struct.pack(">d", x).hex()


def nearest(value):
  """The nearest double, and the rest in 1/256 ulp; None beyond the doubles or at zero."""
  if value == 0 or not mpmath.isfinite(value):
    return None
  exponent = max(int(mpmath.floor(mpmath.log(abs(value), 2))), -1022)
  ulp = mpf(2) ** (exponent - 52)
  units = mpmath.nint(value / ulp)
  if units == 0 or abs(units * ulp) > mpf(HUGE):
    return None
  return float(units * ulp), int(mpmath.nint((value / ulp - units) * 256))


def uniform(low, high, count):
  return [random.uniform(low, high) for _ in range(count)]


def logarithmic(low, high, count):
  return [math.exp(random.uniform(math.log(low), math.log(high))) for _ in range(count)]


def signed(values):
  return [x for value in values for x in (value, -value)]


def neighbours(values, steps=1):
  result = []
  for value in values:
    low = high = value
    result.append(value)
    for _ in range(steps):
      low, high = math.nextafter(low, -math.inf), math.nextafter(high, math.inf)
      result += [low, high]
  return result


def patterns(count):
  """Doubles of any exponent."""
  result = []
  while len(result) < count:
    x = struct.unpack(">d", struct.pack(">Q", random.getrandbits(64)))[0]
    if math.isfinite(x):
      result.append(x)
  return result


small = [TINY, 2.2250738585072014e-308, 1e-310, 1e-300, 1e-20, 1.1e-16, 1e-8]
# The double nearest to a multiple of pi/2 (J.-M. Muller, Elementary Functions, section on range reduction).
hardest = math.ldexp(6381956970095103, 797)
multiples = [float(n * mp.pi / 2) for n in [1, 2, 3, 4, 5, 7, 22, 355, 573204, 63661, 63663, 10 ** 9, 10 ** 15]
             + [random.randrange(1, 63000) for _ in range(30)]]
angles = (signed(small + uniform(0, 7, 60)) + uniform(-1e5, 1e5, 40) + neighbours(multiples)
          + neighbours([99999.99999999999, 1e5, hardest, 1e22, HUGE, 2.0 ** 53])
          + signed(logarithmic(1e5, 1e300, 40)))
exponents = (signed(small) + uniform(-1, 1, 40) + uniform(-745.2, 709.8, 60)
             + neighbours([0.34657359027997264, -0.34657359027997264, 709.782712893384, -708.3964185322641,
                           -744.4400719213812, 50.0, -50.0, 40.0]))
positive = (small + uniform(0.5, 2, 60) + logarithmic(TINY, HUGE, 60) + [abs(x) for x in patterns(40)]
            + neighbours([1.0, 0.7071067811865476, 1.4142135623730951, 2.0, 10.0, 1000.0, 1e22, HUGE / 2]) + [HUGE])
unit = (signed(small + uniform(0, 1, 60) + [1.0, math.nextafter(1, 0)]) + neighbours([0.5, -0.5]))
hyperbolic = signed(small + uniform(0, 2, 40) + uniform(0, 711, 30) + neighbours([710.4758600739439, 40.0, 22.0, 20.0]))
anywhere = signed(small + uniform(0, 5, 40)) + patterns(60) + [HUGE]

pairs = ([(y, x) for y, x in zip(uniform(-1, 1, 60), uniform(-1, 1, 60))] + list(zip(patterns(60), patterns(60)))
         + [(TINY, TINY), (TINY, -1.0), (1.0, TINY), (HUGE, HUGE), (-HUGE, TINY), (3.0, 4.0), (1e-300, 1e-300)])
powers = (list(zip(uniform(0, 3, 60), uniform(-10, 10, 60)))
          + list(zip(logarithmic(1e-300, 1e300, 60), uniform(-1, 1, 60)))
          + [(1 + random.uniform(-1e-6, 1e-6), random.uniform(-7e8, 7e8)) for _ in range(40)]
          + [(random.uniform(0.4, 0.6), random.uniform(1000, 1070)) for _ in range(20)]
          + [(float(random.randrange(-50, 0)), float(random.randrange(-150, 150))) for _ in range(30)]
          + [(TINY, 0.5), (TINY, -0.9), (HUGE, 0.5), (2.0, -1074.0), (2.0, 1023.0), (10.0, 308.0), (10.0, -323.0),
             (math.nextafter(1, 2), 3e18), (math.nextafter(1, 0), -6e18), (math.nextafter(1, 0), 6e18)])

functions = {
  "exp": (mpmath.exp, exponents),
  "expm1": (mpmath.expm1, exponents),
  "log": (mpmath.log, positive),
  "log1p": (lambda x: mpmath.log(1 + x), positive + [-x for x in positive if x < 1]),
  "log2": (lambda x: mpmath.log(x) / mpmath.log(2), positive),
  "log10": (lambda x: mpmath.log(x) / mpmath.log(10), positive),
  "sin": (mpmath.sin, angles),
  "cos": (mpmath.cos, angles),
  "tan": (mpmath.tan, angles),
  "asin": (mpmath.asin, unit),
  "acos": (mpmath.acos, unit),
  "atan": (mpmath.atan, anywhere + neighbours([0.4375, 0.6875, 1.1875, 2.4375])),
  "sinh": (mpmath.sinh, hyperbolic),
  "cosh": (mpmath.cosh, hyperbolic),
  "tanh": (mpmath.tanh, hyperbolic),
  "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), exponents),
  "cbrt": (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), anywhere + [8.0, 27.0, 1e-300, -64.0]),
  "atan2": (mpmath.atan2, pairs),
  "hypot": (mpmath.hypot, pairs),
  "pow": (mpmath.power, powers),
}

if __name__ == "__main__":
  lines = []
  for name, (function, points) in functions.items():
    for point in points:
      arguments = point if isinstance(point, tuple) else (point,)
      result = nearest(mpmath.re(function(*[mpf(float(a)) for a in arguments])))
      if result:
        lines.append(" ".join([name, *[bits(float(a)) for a in arguments], bits(result[0]), str(result[1])]))
  path = pathlib.Path(__file__).with_name("functions.txt")
  path.write_text("\n".join(lines) + "\n")
  print(len(lines), "points")

"""Minimax polynomials behind the lane functions (Sources/CLanes), by the exchange algorithm of Remez.

Each polynomial P minimises the largest |weight(t) (f(t) - P(t))| over the interval. Needs mpmath only.
Run: python3 minimax.py
"""
from mpmath import (asin, atan, atanh, cbrt, cos, exp, expm1, fabs, log, lu_solve, matrix, mp, mpf, pi,
                    polyval, sin, sqrt)

mp.dps = 60


def series_safe(f, limit, threshold=mpf(10) ** -12):
  """f, except next to 0, where the quotient loses its digits and the limit is as good."""
  return lambda t: limit if fabs(t) < threshold else f(t)


def minimax(f, weight, low, high, count):
  """Coefficients, constant first, of the best polynomial with `count` of them, and its largest weighted error."""
  points = [(low + high) / 2 - (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * (count + 1))) for k in range(count + 1)]
  grid = [(low + high) / 2 - (high - low) / 2 * cos(pi * k / (40 * count)) for k in range(40 * count + 1)]
  for _ in range(12):
    system = matrix(count + 1, count + 1)
    right = matrix(count + 1, 1)
    for row, t in enumerate(points):
      for power in range(count):
        system[row, power] = t ** power
      system[row, count] = (-1) ** row / weight(t)
      right[row] = f(t)
    solution = list(lu_solve(system, right))
    coefficients = solution[:count]
    error = [weight(t) * (f(t) - polyval(coefficients[::-1], t)) for t in grid]
    # One extremum in each stretch of equal sign.
    extrema, start = [], 0
    for k in range(1, len(grid) + 1):
      if k == len(grid) or error[k] * error[start] < 0:
        extrema.append(max(range(start, k), key=lambda j: fabs(error[j])))
        start = k
    while len(extrema) > count + 1:
      extrema.pop(0 if fabs(error[extrema[0]]) < fabs(error[extrema[-1]]) else -1)
    if len(extrema) < count + 1:
      break
    points = [grid[k] for k in extrema]
  return coefficients, max(fabs(e) for e in error)


def show(name, f, weight, low, high, count):
  coefficients, error = minimax(f, weight, mpf(low), mpf(high), count)
  print(f"{name}: largest weighted error 2^{float(log(error, 2)):.1f}")
  for c in coefficients:
    print(f"    {float(c)!r}, {float(c).hex()}")


if __name__ == "__main__":
  tiny = mpf(2) ** -60
  half_log2 = log(2) / 2 * (1 + mpf(2) ** -20)
  # e^r = 1 + r + r^2 q(r); the weight makes the error that of e^r.
  show("exp", series_safe(lambda r: (expm1(r) - r) / r ** 2, mpf(1) / 2), lambda r: r ** 2 + tiny,
       -half_log2, half_log2, 10)
  # log((1 + s)/(1 - s)) = 2 s + s z R(z), z = s^2.
  top = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * (1 + mpf(2) ** -20)
  root = lambda g, limit: series_safe(lambda z: g(sqrt(z)), limit)
  show("log", root(lambda s: 2 * (atanh(s) / s - 1) / s ** 2, mpf(2) / 3), lambda z: z + tiny, 0, top, 7)
  # sin r = r + r z S(z); cos r = 1 - z/2 + z^2 C(z).
  quarter = (pi / 4) ** 2 * (1 + mpf(2) ** -20)
  show("sin", root(lambda r: (sin(r) / r - 1) / r ** 2, -mpf(1) / 6), lambda z: z + tiny, 0, quarter, 6)
  show("cos", root(lambda r: (cos(r) - 1 + r ** 2 / 2) / r ** 4, mpf(1) / 24), lambda z: z ** 2 + tiny, 0, quarter, 6)
  # asin x = x + x z A(z), z up to 1/4; atan t = t + t z T(z), t up to 7/16.
  show("asin", root(lambda x: (asin(x) / x - 1) / x ** 2, mpf(1) / 6), lambda z: z + tiny, 0, mpf(1) / 4, 13)
  show("atan", root(lambda t: (atan(t) / t - 1) / t ** 2, -mpf(1) / 3), lambda z: z + tiny, 0, mpf(49) / 256, 12)
  # log of pow: 3/2 log((1 + s)/(1 - s)) = s (3 + z + z^2 L(z)).
  top = ((sqrt(mpf(3) / 2) - 1) / (sqrt(mpf(3) / 2) + 1)) ** 2 * (1 + mpf(2) ** -20)
  show("pow", root(lambda s: (3 * atanh(s) / s - 3 - s ** 2) / s ** 4, mpf(3) / 5), lambda z: z ** 2 + tiny, 0, top, 6)
  # First guess of the inverse cube root.
  show("cbrt", lambda m: 1 / cbrt(m), lambda m: cbrt(m), 1, 2, 5)

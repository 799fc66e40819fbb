"""The line search of Nocedal and Wright (Algorithms 3.5 and 3.6), in plain floats.

The trial lengths are those of minFunc and PyTorch: the cubic's minimum, kept to [1.01 t, 10 t] outwards and a tenth away
from the ends of a bracket when it was near them twice.
"""

from math import sqrt


def dot(a, b):
    return sum(u * v for u, v in zip(a, b))


def cubic(a, fa, da, b, fb, db, least, most):
    """Equation 3.59, for a < b or a > b alike."""
    if a > b:
        a, fa, da, b, fb, db = b, fb, db, a, fa, da
    d1 = da + db - 3 * (fa - fb) / (a - b)
    if d1 * d1 - da * db < 0:
        return (least + most) / 2
    d2 = sqrt(d1 * d1 - da * db)
    t = b - (b - a) * (db + d2 - d1) / (db - da + 2 * d2)
    return min(max(t, least), most)


def strong_wolfe(phi, f0, d0, t, c1, c2, reach, trials):
    """Returns (length, gradient) and the number of trials; phi(t) gives value, slope, gradient."""
    counted = 0

    def ask(t):
        nonlocal counted
        counted += 1
        return (t, *phi(t))

    def armijo(p):
        return p[1] <= f0 + c1 * p[0] * d0

    last, p = (0.0, f0, d0, None), ask(t)
    bracket = None
    while bracket is None and counted < trials:
        if not armijo(p) or (counted > 2 and p[1] >= last[1]):
            bracket = [last, p]
        elif abs(p[2]) <= -c2 * d0:
            return p, counted
        elif p[2] >= 0:
            bracket = [last, p]
        else:
            t = cubic(*last[:3], *p[:3], p[0] + 0.01 * (p[0] - last[0]), 10 * p[0])
            last, p = p, ask(t)
    if bracket is None:
        return (p if p[1] < f0 else (0.0, f0, d0, None)), counted

    bracket.sort(key=lambda p: p[1])
    low, high = bracket
    near_before = False
    while counted < trials:
        a, b = sorted((low[0], high[0]))
        if (b - a) * reach < 1e-9:
            break
        t = cubic(*low[:3], *high[:3], a, b)
        near = min(b - t, t - a) < 0.1 * (b - a)
        if near and (near_before or t in (a, b)):
            t = b - 0.1 * (b - a) if b - t < t - a else a + 0.1 * (b - a)
            near = False
        near_before = near
        p = ask(t)
        if not armijo(p) or p[1] >= low[1]:
            low, high = (low, p) if low[1] <= p[1] else (p, low)
            continue
        if abs(p[2]) <= -c2 * d0:
            return p, counted
        if p[2] * (high[0] - low[0]) >= 0:
            high = low
        low = p
    return low, counted

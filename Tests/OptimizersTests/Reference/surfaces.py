"""Four surfaces and where to start on them: value and gradient in plain floats."""

from math import inf, log, nextafter


def bowl(x, y):
    return 0.5 * (x**2 + 10 * y**2), [x, 10 * y]


def rosenbrock(x, y):
    u, v = 1 - x, y - x**2
    return u**2 + 100 * v**2, [-2 * u - 400 * x * v, 200 * v]


def himmelblau(x, y):
    u, v = x**2 + y - 11, x + y**2 - 7
    return u**2 + v**2, [4 * x * u + 2 * v, 2 * u + 4 * y * v]


def funnel(x, y):
    """Flat far out, so that a search has to go far; it curves down beyond a radius, so that pairs are left out."""
    w = 1 + x**2 + 10 * y**2
    return log(w), [2 * x / w, 20 * y / w]


# The formula as the laboratory reads it, the function, the start.
SURFACES = [
    ("0.5*(x^2 + 10*y^2)", bowl, [2.0, 1.0]),
    ("(1 - x)^2 + 100*(y - x^2)^2", rosenbrock, [-1.2, 1.0]),
    ("(x^2 + y - 11)^2 + (x + y^2 - 7)^2", himmelblau, [-0.3, -1.0]),
    ("log(1 + x^2 + 10*y^2)", funnel, [30.0, -7.0]),
]


def spread(walk, start):
    """How far the points of a walk move, in terms of the largest coordinate or 1, when its start does by one unit in the
    last place: two orders of operations cannot be expected to agree more closely."""
    points, widest = walk(start), 0.0
    for index in range(len(start)):
        for end in (-inf, inf):
            moved = list(start)
            moved[index] = nextafter(moved[index], end)
            for one, other in zip(points, walk(moved)):
                widest = max(widest, max(abs(u - v) for u, v in zip(one, other)) / max(1, *map(abs, one)))
    return widest

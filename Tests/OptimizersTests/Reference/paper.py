"""Functions of two variables, and how runs on them are written down: what the scripts of papers share."""

import json
from itertools import islice
from math import inf, nextafter


def bowl(x, y):
    return 0.5 * (x**2 + 10 * y**2), [x, 10 * y]


def rosenbrock(x, y):
    u, v = 1 - x, y - x**2
    return u**2 + 100 * v**2, [-2 * u - 400 * x * v, 200 * v]


def quartic(x, y):
    return x**2 + 3 * y**2 + 1.5 * x * y + 0.1 * x**4, [2 * x + 1.5 * y + 0.4 * x**3, 6 * y + 1.5 * x]


def double_well(x, y):
    """Two minima at (0, -1) and (0, 1), a saddle at the origin."""
    return x**2 + y**4 / 4 - y**2 / 2, [2 * x, y**3 - y]


def himmelblau(x, y):
    u, v = x**2 + y - 11, x + y**2 - 7
    return u**2 + v**2, [4 * x * u + 2 * v, 2 * u + 4 * y * v]


HIMMELBLAU = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
QUARTIC = "x^2 + 3*y^2 + 1.5*x*y + 0.1*x^4"
DOUBLE_WELL = "x^2 + y^4/4 - y^2/2"
FUNCTIONS = {"Q": bowl, "R": rosenbrock, QUARTIC: quartic, DOUBLE_WELL: double_well,
             HIMMELBLAU: himmelblau}


def sound(walk, points, start):
    """How many points move by less than 1e-13 when the start does by one unit in the last place: where rounding decides
    the rest, two orders of operations cannot be expected to agree."""
    count = len(points)
    for index in range(len(start)):
        for end in (-inf, inf):
            moved = list(start)
            moved[index] = nextafter(moved[index], end)
            for step, (one, other) in enumerate(zip(points, walk(moved))):
                if max(abs(u - v) for u, v in zip(one, other)) > 1e-13 * max(1, *map(abs, one)):
                    count = min(count, step)
    return count


class Recorder:
    """Walks methods, each a generator of points from a surface's name, a start and its settings."""

    def __init__(self):
        self.runs = []

    def __call__(self, name, method, places, **hyper):
        for surface, start in places:
            def walk(start):
                return islice(method(surface, list(start), **hyper), 20)

            points = list(walk(start))
            count = sound(walk, points, start)
            print(f"{name} on {surface}: {count} steps" + ("" if count >= 7 else ", too few to keep"))
            if count < 7:
                continue
            shown = {key: value for key, value in hyper.items() if not callable(value)}
            after = {str(step + 1): point for step, point in enumerate(points[:count])}
            self.runs.append(
                {"lib": "paper", "opt": name, "surface": surface, "start": list(start), "hyper": shown, "x_after": after})

    def write(self, path):
        with open(path, "w") as file:
            json.dump(self.runs, file, indent=1)
            file.write("\n")

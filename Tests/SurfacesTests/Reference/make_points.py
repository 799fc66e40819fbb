"""Numbers on the cards that no catalogue of test functions holds: reference points and stationary points.

Derivatives are symbolic, values are worked out in 40 digits and rounded once. Needs sympy and mpmath:

    python3 make_points.py
"""
import mpmath
import sympy

mpmath.mp.dps = 40
x, y = sympy.symbols("x y")
R = sympy.Rational

SURFACES = {
    "long-valley": (2 * x**2 - R(1, 50) * y**2, [(-0.7452, 0.4684), (0.2076, -1.383), (1.389, 1.636)]),
    "two-wells": (
        x**2 + y**2 - 2 * sympy.exp(-5 * ((x - 1) ** 2 + y**2)) - 3 * sympy.exp(-5 * ((x + 1) ** 2 + y**2)),
        [(-1.118, 0.7026), (0.3114, -1.274), (1.284, 0.455)],
    ),
    "parabola": (x**2 / 2, [(-3.726,), (0.4152,), (2.778,)]),
    "tilted-double-well": ((x**2 - 1) ** 2 + R(2, 5) * (x - x**3 / 3), [(-1.49,), (0.4152,), (1.284,)]),
    "x-cos": (x * sympy.cos(R(3, 20) * sympy.pi * x), [(-7.452,), (2.076,), (9.114,)]),
}


def number(expression, variables, point):
    exact = {variable: R(*coordinate.as_integer_ratio()) for variable, coordinate in zip(variables, point)}
    return float(sympy.N(expression.subs(exact), 40))


for name, (formula, points) in SURFACES.items():
    print(name)
    for point in points:
        variables = (x, y)[: len(point)]
        gradient = [sympy.diff(formula, variable) for variable in variables]
        print("  - at:", list(point))
        print("    value:", number(formula, variables, point))
        print("    gradient:", [number(slope, variables, point) for slope in gradient])
        rows = [[number(sympy.diff(slope, variable), variables, point) for variable in variables] for slope in gradient]
        print("    hessian:", rows)

print("two-wells: stationary points, all with y = 0")
line = SURFACES["two-wells"][0].subs(y, 0)
slope = sympy.lambdify(x, sympy.diff(line, x), "mpmath")
for bracket in [(-1.1, -0.8), (0, 0.2), (0.8, 1.1)]:
    root = mpmath.findroot(slope, bracket, solver="anderson")
    print("  at:", float(root), "value:", float(sympy.N(line.subs(x, sympy.Float(root, 40)), 40)))

print("x-cos: roots u of cos(u) = u sin(u), where u cos(u) is stationary; x is u/c")
for bracket in [(0.8, 0.9), (3.4, 3.5)]:
    root = mpmath.findroot(lambda u: mpmath.cos(u) - u * mpmath.sin(u), bracket, solver="anderson")
    print("  u:", float(root), "u cos(u):", float(root * mpmath.cos(root)))

"""Writes surfaces.json: what the tests use of a larger file of reference values, one surface a line.

The larger file was made with sympy (symbolic derivatives) and mpmath (50 digits, rounded once to doubles); it holds the
test functions of the usual collections with minima found by Newton's method from many starts. Kept are the places of the
stationary points with their values and eigenvalues, and the test points:

    python3 keep_surfaces.py LARGER.json > surfaces.json
"""
import json
import sys


def point(entry):
    kept = {"at": [entry["x"], entry["y"]], "value": entry["f"]}
    if "hessian_eigenvalues" in entry:
        kept["eigenvalues"] = sorted(entry["hessian_eigenvalues"])
    return kept


def test(entry):
    kept = {"at": [entry["x"], entry["y"]], "value": entry["f"], "tolerance": entry["suggested_abs_tol"]}
    if "fx" in entry:
        kept["gradient"] = [entry["fx"], entry["fy"]]
        kept["hessian"] = [entry["fxx"], entry["fxy"], entry["fyy"]]
    return kept


with open(sys.argv[1]) as file:
    surfaces = json.load(file)["surfaces"]
lines = []
for surface in surfaces:
    kept = {
        "id": surface["id"],
        "lowest": [point(entry) for entry in surface["global_minima"]],
        "minima": [point(entry) for entry in surface["local_minima"]],
        "saddles": [point(entry) for entry in surface["saddles"]],
        "maxima": [point(entry) for entry in surface["maxima"]],
        "tests": [test(entry) for entry in surface["test_points"]],
    }
    lines.append(json.dumps(kept, separators=(",", ":")))
print("[\n" + ",\n".join(lines) + "\n]")

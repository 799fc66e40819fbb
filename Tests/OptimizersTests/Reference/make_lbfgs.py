"""Writes lbfgs.json: runs of PyTorch's LBFGS. Run by hand: python3 make_lbfgs.py (needs PyTorch)."""

import json

import torch
from surfaces import SURFACES, spread

SETTINGS = [
    {"max_iter": 1, "max_eval": 25, "line_search_fn": "strong_wolfe"},
    {"max_iter": 1, "max_eval": 25, "line_search_fn": "strong_wolfe", "lr": 0.3},
    {"max_iter": 4, "max_eval": 25, "line_search_fn": "strong_wolfe", "history_size": 2},
    {"max_iter": 10, "max_eval": 7, "line_search_fn": "strong_wolfe", "tolerance_grad": 1e-3, "tolerance_change": 1e-2},
    {"max_iter": 3, "max_eval": 25, "lr": 0.05, "history_size": 3},
]


def run(function, start, steps, settings):
    point = torch.tensor(start, dtype=torch.float64)
    point.grad = torch.zeros_like(point)
    optimizer = torch.optim.LBFGS([point], **settings)

    def closure():
        value, gradient = function(*point.tolist())
        point.grad.copy_(torch.tensor(gradient, dtype=torch.float64))
        return torch.tensor(value, dtype=torch.float64)

    points, evaluations = [], []
    for _ in range(steps):
        optimizer.step(closure)
        points.append(point.tolist())
        evaluations.append(optimizer.state[point]["func_evals"])
    return points, evaluations


runs = []
for settings in SETTINGS:
    for formula, function, start in SURFACES:
        points, evaluations = run(function, start, 20, settings)
        knobs = {name: str(value) for name, value in settings.items() if name != "lr"}
        knobs.setdefault("line_search_fn", "none")
        runs.append({
            "formula": formula, "start": start, "rate": settings.get("lr", 1), "knobs": knobs,
            "spread": spread(lambda start: run(function, start, 20, settings)[0], start),
            "points": points, "evaluations": evaluations})

meta = f"torch {torch.__version__}, torch.optim.LBFGS in float64; evaluations is its func_evals"
with open("lbfgs.json", "w") as file:
    json.dump({"meta": meta, "runs": runs}, file, indent=1)
    file.write("\n")

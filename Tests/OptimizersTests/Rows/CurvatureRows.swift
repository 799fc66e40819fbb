/// Second order and its imitations.
let curvatureFamily = ReferenceFamily(
  library: [
    // PyTorch derives max_eval from max_iter: 1 from 1, which leaves one trial, and so the run on R never leaves its start.
    .init(library: torch, run: "LBFGS-fixed", optimizer: "lbfgs", knobs: [("line_search_fn", "none")]),
    .init(library: torch, run: "LBFGS-strong_wolfe", optimizer: "lbfgs", knobs: [("max_eval", "1")]),
    .init(library: torch, run: "LBFGS-strong_wolfe-max_iter20", optimizer: "lbfgs", knobs: [("max_iter", "20")]),
  ],
  classic: [
    .init(library: "classic", run: "Damped Newton (Armijo c=1e-4, halving) on R", optimizer: "newton"),
    // A search that leaves a billionth of the slope is exact on a bowl.
    .init(
      library: "classic", run: "BFGS H0=I exact step on Q: 2 steps", optimizer: "bfgs", knobs: [("curvature", "1e-9")],
      steps: 3),
  ],
  leftOut: [
    (optax, "lbfgs(zoom)", "searches along the line in another way")
  ],
  quietKnobs: [
    "newton": [
      "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in HandWorkedSteps",
      "floor": "acts where the surface curves down, which these runs never meet; worked by hand in HandWorkedSteps",
    ],
    "bfgs": [
      "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in QuasiNewtonTests",
      "curvature":
        "decides only where the slope left is within 1 % of what it allows; worked by hand in QuasiNewtonTests",
    ],
    "lbfgs": [
      "tolerance_grad":
        "decides only within 1 % of the gradient at which a run rests; worked by hand in QuasiNewtonTests",
      "tolerance_change":
        "decides only within 1 % of a slope or step too small to go on; worked by hand in QuasiNewtonTests",
    ],
  ]
)

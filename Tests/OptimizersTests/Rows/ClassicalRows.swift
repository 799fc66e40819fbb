/// Line searches, conjugate gradients, trust regions, proximal and derivative-free methods.
let classicalFamily = ReferenceFamily(
  library: [
    .init(
      library: optax, run: "gd+backtracking(Armijo)", optimizer: "armijo", knobs: [("convention", "optax")]),
    .init(library: optax, run: "polyak_sgd", optimizer: "polyak", rate: .nan),
    .init(
      library: paper, run: "polyak bounded", optimizer: "polyak", knobs: [("max_lr", "0.07"), ("f_star", "-0.3")],
      rate: .nan),
    .init(library: paper, run: "bb1", optimizer: "bb1"),
    .init(library: paper, run: "bb2", optimizer: "bb2"),
    .init(library: paper, run: "wolfe", optimizer: "wolfe", rate: .nan),
    .init(
      library: paper, run: "wolfe loose", optimizer: "wolfe", knobs: [("armijo", "0.2"), ("curvature", "0.6")],
      rate: .nan),
    .init(library: paper, run: "cg-fr", optimizer: "cg-fr", rate: .nan),
    .init(
      library: paper, run: "cg-fr restarted", optimizer: "cg-fr",
      knobs: [("armijo", "0.1"), ("curvature", "0.3"), ("restart", "3")], rate: .nan),
    .init(library: paper, run: "cg-pr", optimizer: "cg-pr", rate: .nan),
    .init(
      library: paper, run: "cg-pr restarted", optimizer: "cg-pr",
      knobs: [("armijo", "0.1"), ("curvature", "0.3"), ("restart", "3")], rate: .nan),
    .init(library: paper, run: "cg-hs", optimizer: "cg-hs", rate: .nan),
    .init(
      library: paper, run: "cg-hs restarted", optimizer: "cg-hs",
      knobs: [("armijo", "0.1"), ("curvature", "0.3"), ("restart", "3")], rate: .nan),
    .init(library: paper, run: "cg-dy", optimizer: "cg-dy", rate: .nan),
    .init(
      library: paper, run: "cg-dy restarted", optimizer: "cg-dy",
      knobs: [("armijo", "0.1"), ("curvature", "0.3"), ("restart", "3")], rate: .nan),
    .init(library: paper, run: "newton-plain", optimizer: "newton-plain", rate: .nan),
    .init(library: paper, run: "saddle-free-newton", optimizer: "saddle-free-newton", rate: .nan),
    .init(
      library: paper, run: "saddle-free-newton damped", optimizer: "saddle-free-newton",
      knobs: [("damping", "0.3"), ("floor", "0.2")], rate: .nan),
    .init(library: paper, run: "trust-region", optimizer: "trust-region", rate: .nan),
    .init(
      library: paper, run: "trust-region small", optimizer: "trust-region",
      knobs: [("radius", "0.1"), ("max_radius", "0.3"), ("accept", "0.05")], rate: .nan),
    .init(library: paper, run: "levenberg-marquardt", optimizer: "levenberg-marquardt", rate: .nan),
    .init(
      library: paper, run: "levenberg-marquardt slow", optimizer: "levenberg-marquardt",
      knobs: [("damping", "0.5"), ("factor", "3")], rate: .nan),
    .init(library: paper, run: "nelder-mead", optimizer: "nelder-mead", rate: .nan),
    .init(
      library: paper, run: "nelder-mead otherwise", optimizer: "nelder-mead",
      knobs: [("size", "0.9"), ("reflect", "0.9"), ("expand", "1.7"), ("contract", "0.6"), ("shrink", "0.4")],
      rate: .nan),
    .init(
      library: paper, run: "nelder-mead shrinking", optimizer: "nelder-mead",
      knobs: [("size", "1.5"), ("contract", "0.9"), ("shrink", "0.7")], rate: .nan),
    .init(library: paper, run: "compass", optimizer: "compass", rate: .nan),
    .init(
      library: paper, run: "compass otherwise", optimizer: "compass", knobs: [("size", "0.7"), ("shrink", "0.3")],
      rate: .nan),
    .init(library: paper, run: "random-search", optimizer: "random-search", rate: .nan),
    .init(
      library: paper, run: "random-search wide", optimizer: "random-search", knobs: [("sigma", "0.6")], rate: .nan),
    .init(library: paper, run: "spsa", optimizer: "spsa"),
    .init(
      library: paper, run: "spsa otherwise", optimizer: "spsa",
      knobs: [("perturbation", "0.3"), ("alpha", "0.9"), ("gamma", "0.2"), ("stability", "5")]),
    .init(library: paper, run: "cma-es", optimizer: "cma-es", rate: .nan),
    .init(
      library: paper, run: "cma-es large", optimizer: "cma-es", knobs: [("sigma", "1.5"), ("population", "9")],
      rate: .nan),
    .init(library: paper, run: "ista", optimizer: "ista"),
    .init(library: paper, run: "ista strong", optimizer: "ista", knobs: [("l1", "3")]),
    .init(library: paper, run: "fista", optimizer: "fista"),
    .init(library: paper, run: "fista strong", optimizer: "fista", knobs: [("l1", "3")]),
  ],
  classic: [
    .init(library: "classic", run: "GD Armijo t0=1 c=1e-4 halving on Q", optimizer: "armijo"),
    .init(library: "classic", run: "GD Armijo t0=1 c=1e-4 halving on R", optimizer: "armijo"),
    .init(library: "classic", run: "Steepest descent exact line search on Q", optimizer: "exact"),
    .init(
      library: "classic",
      run:
        "Exact line search worst case start (10,1) on Q: ratio (k-1)/(k+1)=9/11 per step, x alternates sign in y",
      optimizer: "exact", place: ("Q", [10, 1])),
    .init(library: "classic", run: "Barzilai-Borwein BB1 lr0=.1 on Q", optimizer: "bb1", rate: 0.1),
    .init(library: "classic", run: "Barzilai-Borwein BB2 lr0=.1 on Q", optimizer: "bb2", rate: 0.1),
    .init(
      library: "classic", run: "Linear CG (FR = PR+ here) exact step on Q: 2 steps", optimizer: "cg-fr",
      knobs: [("curvature", "1e-9")], steps: 3),
    .init(
      library: "classic", run: "Linear CG (FR = PR+ here) exact step on Q: 2 steps", optimizer: "cg-pr",
      knobs: [("curvature", "1e-9")], steps: 3),
    .init(
      library: "classic", run: "Linear CG (FR = PR+ here) exact step on Q: 2 steps", optimizer: "cg-hs",
      knobs: [("curvature", "1e-9")], steps: 3),
    .init(
      library: "classic", run: "Linear CG (FR = PR+ here) exact step on Q: 2 steps", optimizer: "cg-dy",
      knobs: [("curvature", "1e-9")], steps: 3),
    .init(
      library: "classic", run: "Nesterov t_k sequence 1/L=.1 on Q", optimizer: "fista", knobs: [("l1", "0")], rate: 0.1),
    .init(library: "classic", run: "Newton on R", optimizer: "newton-plain", steps: 7),
    .init(
      library: "classic", run: "Plain Newton on the same: goes to the saddle", optimizer: "newton-plain", steps: 3,
      place: doubleWell),
    .init(
      library: "classic", run: "Saddle-free Newton on x^2+y^4/4-y^2/2 from (0.5,0.1)", optimizer: "saddle-free-newton",
      steps: 10, place: doubleWell),
  ],
  leftOut: [
    (
      "classic", "Levenberg-Marquardt (Marquardt diag scaling, lam0=1e-2, x10 / /10) on R residuals (10(y-x^2),1-x)",
      "needs the residuals, of which a loss does not tell"
    ),
    ("classic", "Gauss-Newton on R (2 steps)", "needs the residuals, of which a loss does not tell"),
  ],
  quietKnobs: [
    "cg-fr": searchKnobs,
    "cg-pr": searchKnobs.filter { $0.key == "armijo" },
    "cg-hs": searchKnobs.filter { $0.key == "armijo" },
    "cg-dy": searchKnobs,
    "armijo": [
      "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in ClassicalTests"
    ],
    "wolfe": searchKnobs,
    "trust-region": [
      "accept": "decides only where the fall is within 1 % of what it asks; worked by hand in ClassicalTests"
    ],
  ]
)

/// Two minima at (0, -1) and (0, 1), a saddle at the origin.
private let doubleWell = (surface: "x^2 + y^4/4 - y^2/2", start: [0.5, 0.1])

/// The knobs of a strong Wolfe search.
private let searchKnobs = [
  "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in ClassicalTests",
  "curvature": "decides only where the slope left is within 1 % of what it allows; worked by hand in ClassicalTests",
]

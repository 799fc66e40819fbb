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
  ],
  quietKnobs: [
    "armijo": [
      "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in ClassicalTests"
    ],
    "wolfe": [
      "armijo": "decides only where the fall is within 1 % of what it asks; worked by hand in ClassicalTests",
      "curvature":
        "decides only where the slope left is within 1 % of what it allows; worked by hand in ClassicalTests",
    ],
  ]
)

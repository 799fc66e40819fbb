/// Ways to remember velocity.
let momentumFamily = ReferenceFamily(
  library: [
    .init(library: kozistr, run: "qhm", optimizer: "qhm", knobs: [("momentum", "0.9"), ("nu", "0.7")]),
    .init(library: paper, run: "qhm", optimizer: "qhm"),
    .init(library: kozistr, run: "aggmo", optimizer: "aggmo"),
    .init(
      library: paper, run: "aggmo: other decays", optimizer: "aggmo",
      knobs: [("beta1", "0.2"), ("beta2", "0.7"), ("beta3", "0.95")]),
    .init(library: paper, run: "demon", optimizer: "demon"),
    .init(
      library: paper, run: "demon: beyond its budget", optimizer: "demon",
      knobs: [("momentum", "0.8"), ("steps", "15")]),
    .init(library: optax, run: "optimistic_gradient_descent", optimizer: "optimistic"),
    .init(
      library: paper, run: "optimistic: other weights", optimizer: "optimistic",
      knobs: [("alpha", "0.7"), ("beta", "0.4")]),
    .init(library: kozistr, run: "pid", optimizer: "pid", knobs: [("momentum", "0.5")]),
    .init(library: paper, run: "pid", optimizer: "pid", knobs: [("dampening", "0.1")]),
    .init(library: paper, run: "sgdw", optimizer: "sgdw"),
    .init(library: paper, run: "nesterov-sequence", optimizer: "nesterov-sequence"),
    .init(library: kozistr, run: "accsgd", optimizer: "accsgd"),
    .init(
      library: paper, run: "accsgd: other settings", optimizer: "accsgd",
      knobs: [("kappa", "100"), ("xi", "5"), ("constant", "0.6")]),
    .init(library: paper, run: "pnm", optimizer: "pnm"),
    .init(
      library: paper, run: "pnm: other weights", optimizer: "pnm", knobs: [("momentum", "0.8"), ("beta", "0.6")]),
    .init(library: paper, run: "triple-momentum", optimizer: "triple-momentum"),
    .init(library: paper, run: "delta-bar-delta", optimizer: "delta-bar-delta", steps: 60),
    .init(
      library: paper, run: "delta-bar-delta: at its least", optimizer: "delta-bar-delta",
      knobs: [("theta", "0.9"), ("min_gain", "0.5")],
      steps: 60),
    .init(library: paper, run: "quickprop", optimizer: "quickprop"),
  ],
  classic: [
    .init(
      library: "classic", run: "Nesterov t_k sequence 1/L=.1 on Q", optimizer: "nesterov-sequence", rate: 0.1),
    .init(library: "classic", run: "Lion lr=.02 on Q", optimizer: "lion", rate: 0.02),
  ],
  leftOut: [
    (kozistr, "pnm", "agrees on Q, but on R runs away at that rate and has too few steps to compare")
  ]
)

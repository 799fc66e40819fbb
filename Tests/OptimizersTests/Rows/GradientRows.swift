/// Plain gradient descent and momentum.
let gradientFamily = ReferenceFamily(
  library: [
    .init(library: torch, run: "SGD", optimizer: "sgd"),
    .init(library: torch, run: "SGD-wd", optimizer: "sgd", knobs: [("weight_decay", "0.1")]),
    .init(library: keras, run: "SGD", optimizer: "sgd"),
    // Without memory the decoupled form, x <- (1 - rate decay) x - rate g, is the coupled one.
    .init(library: keras, run: "SGD-wd(decoupled)", optimizer: "sgd", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "sgd", optimizer: "sgd"),
    .init(library: kozistr, run: "sgd", optimizer: "sgd"),
    .init(library: kozistr, run: "sgdw", optimizer: "sgd"),
    .init(library: torch, run: "SGD-momentum", optimizer: "momentum"),
    .init(library: torch, run: "SGD-momentum-dampening", optimizer: "momentum", knobs: [("dampening", "0.5")]),
    // Here the rate stands inside the velocity, which is the same as long as it is constant.
    .init(library: keras, run: "SGD-momentum", optimizer: "momentum"),
    .init(library: optax, run: "sgd-momentum", optimizer: "momentum"),
    .init(library: torch, run: "SGD-nesterov", optimizer: "nesterov"),
    .init(library: keras, run: "SGD-nesterov", optimizer: "nesterov"),
    .init(library: optax, run: "sgd-nesterov", optimizer: "nesterov"),
  ],
  classic: [
    .init(library: "classic", run: "GD optimal lr=2/11 on Q", optimizer: "sgd", rate: 2.0 / 11),
    .init(
      library: "classic", run: "Polyak heavy ball optimal on Q", optimizer: "momentum",
      knobs: [("momentum", "0.26987386361223836")], rate: 0.2308861570204069),
    .init(
      library: "classic", run: "EMA momentum lr=.2 beta=.9 on Q (== torch momentum lr=.02)", optimizer: "momentum",
      rate: 0.02),
    .init(library: "classic", run: "Nesterov torch form lr=.02 mu=.9 on Q", optimizer: "nesterov", rate: 0.02),
    .init(
      library: "classic", run: "Nesterov lookahead (x iterates) lr=.02 mu=.9 on Q", optimizer: "nesterov-look-ahead",
      rate: 0.02),
    .init(
      library: "classic", run: "EMA momentum lr=.2 beta=.9 on Q (== torch momentum lr=.02)", optimizer: "ema-momentum",
      rate: 0.2),
    .init(
      library: "classic", run: "EMA momentum bias-corrected lr=.1 beta=.9 on Q", optimizer: "ema-momentum",
      knobs: [("debias", "true")], rate: 0.1),
  ]
)

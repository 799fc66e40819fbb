/// Rules whose point is a mean of the path.
let averagingFamily = ReferenceFamily(
  library: [
    // PyTorch keeps its eta in single precision, and the iterate in the parameter.
    .init(
      library: torch, run: "ASGD", optimizer: "asgd", knobs: [("t0", "5")], agreement: 1e-7, iterate: .companion),
    .init(library: paper, run: "asgd", optimizer: "asgd", knobs: [("t0", "5"), ("lambd", "0.1")]),
    // Libraries keep the point where the gradient is asked: 0.9 of the mean, 0.1 of the base.
    .init(library: schedulefree, run: "SGDScheduleFree", optimizer: "schedule-free-sgd", iterate: .mix(0.9)),
    .init(library: optax, run: "contrib.schedule_free_sgd", optimizer: "schedule-free-sgd", iterate: .mix(0.9)),
    .init(
      library: paper, run: "schedule-free-sgd", optimizer: "schedule-free-sgd",
      knobs: [("r", "1.5"), ("weight_decay", "0.1")]),
    .init(library: schedulefree, run: "AdamWScheduleFree", optimizer: "schedule-free-adamw", iterate: .mix(0.9)),
    .init(library: kozistr, run: "schedulefreeadamw", optimizer: "schedule-free-adamw", iterate: .mix(0.9)),
    .init(library: optax, run: "contrib.schedule_free_adamw", optimizer: "schedule-free-adamw", iterate: .mix(0.9)),
    .init(
      library: paper, run: "schedule-free-adamw", optimizer: "schedule-free-adamw",
      knobs: [("r", "1.5"), ("weight_decay", "0.1"), ("eps", "0.01")]),
  ],
  leftOut: [
    (kozistr, "asgd", "is another algorithm of that name, which estimates the smoothness and averages nothing"),
    (kozistr, "schedulefreesgd", "is our rule, but its run on R is lost after five steps"),
    (keras, "ScheduleFreeAdamW", "takes the new base point for the old one from the second step on"),
  ]
)

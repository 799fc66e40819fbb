/// Rules that look at signs.
let signFamily = ReferenceFamily(
  library: [
    .init(library: optax, run: "sign_sgd", optimizer: "signsgd"),
    .init(library: optax, run: "signum", optimizer: "signum"),
    // What this library calls signsgd has momentum 0.9.
    .init(library: kozistr, run: "signsgd", optimizer: "signum"),
    .init(library: optax, run: "lion", optimizer: "lion"),
    .init(library: keras, run: "Lion", optimizer: "lion"),
    .init(library: kozistr, run: "lion", optimizer: "lion"),
    .init(library: kozistr, run: "tiger", optimizer: "tiger"),
    .init(library: paper, run: "signum: long", optimizer: "signum", knobs: [("weight_decay", "0.1")], steps: 100),
    .init(library: paper, run: "lion: long", optimizer: "lion", knobs: [("weight_decay", "0.1")], steps: 200),
    .init(library: paper, run: "tiger: long", optimizer: "tiger", steps: 200),
  ]
)

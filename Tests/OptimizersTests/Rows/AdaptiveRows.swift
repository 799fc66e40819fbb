/// A rate for each coordinate.
let adaptiveFamily = ReferenceFamily(
  library: [
    .init(library: torch, run: "Adagrad", optimizer: "adagrad"),
    .init(library: torch, run: "Adagrad-lrdecay", optimizer: "adagrad", knobs: [("lr_decay", "0.1")]),
    .init(library: keras, run: "Adagrad", optimizer: "adagrad", knobs: [("convention", "keras")]),
    .init(library: optax, run: "adagrad", optimizer: "adagrad", knobs: [("convention", "keras")]),
    .init(library: torch, run: "Adadelta", optimizer: "adadelta"),
    .init(library: keras, run: "Adadelta", optimizer: "adadelta", knobs: [("rho", "0.95"), ("eps", "1e-7")]),
    .init(library: optax, run: "adadelta", optimizer: "adadelta"),
    .init(library: kozistr, run: "adadelta", optimizer: "adadelta"),
    .init(library: torch, run: "RMSprop", optimizer: "rmsprop"),
    .init(library: torch, run: "RMSprop-centered", optimizer: "rmsprop", knobs: [("centered", "true")]),
    .init(library: torch, run: "RMSprop-momentum", optimizer: "rmsprop", knobs: [("momentum", "0.9")]),
    .init(
      library: torch, run: "RMSprop-centered-momentum", optimizer: "rmsprop",
      knobs: [("centered", "true"), ("momentum", "0.9")]),
    .init(library: kozistr, run: "rmsprop", optimizer: "rmsprop"),
    .init(library: keras, run: "RMSprop", optimizer: "rmsprop", knobs: [("convention", "keras")]),
    .init(
      library: keras, run: "RMSprop-centered-momentum", optimizer: "rmsprop",
      knobs: [("convention", "keras"), ("centered", "true"), ("momentum", "0.9")]),
    .init(library: optax, run: "rmsprop", optimizer: "rmsprop", knobs: [("convention", "optax")]),
    .init(
      library: optax, run: "rmsprop-centered-momentum", optimizer: "rmsprop",
      knobs: [("convention", "optax"), ("centered", "true"), ("momentum", "0.9")]),
    .init(library: torch, run: "Adam", optimizer: "adam"),
    .init(library: torch, run: "Adam-wd(coupled)", optimizer: "adam", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "adam", optimizer: "adam"),
    .init(library: kozistr, run: "adam", optimizer: "adam"),
    .init(library: keras, run: "Adam", optimizer: "adam", knobs: [("convention", "keras")]),
    .init(library: torch, run: "AdamW", optimizer: "adamw", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "adamw", optimizer: "adamw", knobs: [("weight_decay", "0.1")]),
    .init(library: kozistr, run: "adamw", optimizer: "adamw"),
    .init(library: torch, run: "Adam-amsgrad", optimizer: "amsgrad"),
    .init(library: keras, run: "Adam-amsgrad", optimizer: "amsgrad", knobs: [("convention", "keras")]),
    .init(library: optax, run: "amsgrad", optimizer: "amsgrad", knobs: [("convention", "optax")]),
    // PyTorch keeps the products of this one in single precision.
    .init(library: torch, run: "NAdam", optimizer: "nadam", agreement: 1e-7),
    .init(library: keras, run: "Nadam", optimizer: "nadam", knobs: [("convention", "keras")]),
    .init(library: optax, run: "nadam", optimizer: "nadam", knobs: [("convention", "optax")]),
    .init(library: kozistr, run: "nadam", optimizer: "nadam"),
    .init(library: torch, run: "RAdam", optimizer: "radam"),
    .init(library: torch, run: "Adamax", optimizer: "adamax"),
    .init(library: optax, run: "adamax", optimizer: "adamax"),
    .init(library: kozistr, run: "adamax", optimizer: "adamax"),
    .init(library: torch, run: "Rprop", optimizer: "rprop"),
  ],
  classic: [
    .init(
      library: "classic", run: "Adam without bias correction lr=.1 on Q (first step = 3.1623*lr)",
      optimizer: "adam-uncorrected", rate: 0.1)
  ],
  leftOut: [
    (kozistr, "radam", "does not move in the first five steps"),
    (optax, "radam", "adds eps after the correction, and not before it"),
    (keras, "AdamW", "adds eps, 1e-7, before the correction; Adam has that convention, AdamW has not"),
    (keras, "Adamax", "adds eps to the largest slope, and not to each slope"),
    (optax, "rprop", "returns the step before this one: its first is 0"),
  ],
  withoutReference: [
    "adagrad-no-root": "an ablation of our own; worked by hand in HandWorkedSteps"
  ],
  quietKnobs: [
    "rprop": [
      "step_min": "steps never get that short here; worked by hand in HandWorkedSteps",
      "step_max": "steps never get that long here; worked by hand in HandWorkedSteps",
    ]
  ]
)

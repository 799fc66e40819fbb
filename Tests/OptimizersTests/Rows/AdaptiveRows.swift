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
    .init(library: kozistr, run: "adashift", optimizer: "adashift", steps: 50),
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
    .init(library: optax, run: "adamaxw", optimizer: "adamaxw", knobs: [("weight_decay", "0.1")]),
    .init(library: paper, run: "adamaxw", optimizer: "adamaxw", knobs: [("eps", "0.1")]),
    .init(
      library: optax, run: "nadamw", optimizer: "nadamw", knobs: [("convention", "optax"), ("weight_decay", "0.1")]),
    .init(library: paper, run: "nadamw", optimizer: "nadamw"),
    .init(
      library: optax, run: "optimistic_adam_v2", optimizer: "optimistic-adam", knobs: [("nesterov", "true")]),
    .init(
      library: paper, run: "optimistic-adam", optimizer: "optimistic-adam",
      knobs: [("eps", "0.1"), ("alpha", "0.8"), ("beta", "0.6")]),
    .init(library: optax, run: "yogi", optimizer: "yogi", knobs: [("convention", "optax")]),
    .init(library: kozistr, run: "yogi", optimizer: "yogi", knobs: [("convention", "optax")]),
    .init(library: paper, run: "yogi", optimizer: "yogi"),
    .init(
      library: paper, run: "yogi: from a mean square", optimizer: "yogi",
      knobs: [("initial_accumulator_value", "0.5")]),
    .init(library: optax, run: "adabelief", optimizer: "adabelief"),
    .init(library: kozistr, run: "adabelief", optimizer: "adabelief"),
    .init(library: paper, run: "adabelief: large eps", optimizer: "adabelief", knobs: [("eps", "0.01")]),
    .init(library: kozistr, run: "adabound", optimizer: "adabound"),
    .init(
      library: paper, run: "adabound: both bounds", optimizer: "adabound",
      knobs: [("final_lr", "0.02"), ("gamma", "0.1")], steps: 40),
    .init(
      library: paper, run: "adabound: largest mean square", optimizer: "adabound", knobs: [("amsbound", "true")],
      steps: 40),
    // The weights of the means are kept in single precision.
    .init(
      library: kozistr, run: "qhadam", optimizer: "qhadam", knobs: [("beta1", "0.9"), ("nu1", "1"), ("nu2", "1")],
      agreement: 1e-7),
    .init(library: paper, run: "qhadam", optimizer: "qhadam"),
    .init(
      library: paper, run: "qhadam: both mixed", optimizer: "qhadam",
      knobs: [("beta1", "0.9"), ("nu1", "0.8"), ("nu2", "0.6"), ("eps", "0.1")]),
    // The correction of the mean is kept in single precision.
    .init(library: kozistr, run: "laprop", optimizer: "laprop", agreement: 1e-7),
    .init(library: paper, run: "laprop: large eps", optimizer: "laprop", knobs: [("eps", "0.1")]),
    .init(library: kozistr, run: "diffgrad", optimizer: "diffgrad"),
    .init(library: paper, run: "diffgrad", optimizer: "diffgrad"),
    .init(library: kozistr, run: "padam", optimizer: "padam", knobs: [("amsgrad", "false")]),
    .init(library: paper, run: "padam", optimizer: "padam", knobs: [("partial", "0.2")], steps: 40),
    .init(
      library: kozistr, run: "adamod", optimizer: "adamod", knobs: [("beta2", "0.99"), ("beta3", "0.9999")]),
    .init(library: paper, run: "adamod", optimizer: "adamod", knobs: [("beta3", "0.9")]),
    // Optax takes the root of the step's number in single precision.
    .init(library: optax, run: "contrib.madgrad", optimizer: "madgrad", agreement: 1e-7),
    .init(library: kozistr, run: "madgrad", optimizer: "madgrad"),
    .init(library: keras, run: "Ftrl", optimizer: "ftrl", knobs: [("convention", "keras")]),
    .init(library: kozistr, run: "ftrl", optimizer: "ftrl", knobs: [("beta", "0")]),
    .init(library: paper, run: "ftrl", optimizer: "ftrl"),
    .init(
      library: paper, run: "ftrl: penalties", optimizer: "ftrl",
      knobs: [("beta", "0.5"), ("lambda_1", "0.3"), ("lambda_2", "0.2"), ("initial_accumulator_value", "0.3")],
      steps: 40),
    .init(library: optax, run: "sm3", optimizer: "sm3", knobs: [("eps", "1e-8")]),
    .init(library: kozistr, run: "sm3", optimizer: "sm3", knobs: [("momentum", "0")]),
    .init(library: paper, run: "sm3: large eps", optimizer: "sm3", knobs: [("eps", "0.5")]),
    .init(library: paper, run: "smorms3", optimizer: "smorms3", knobs: [("eps", "0.01")], steps: 40),
    .init(library: paper, run: "ftml: large eps", optimizer: "ftml", knobs: [("eps", "0.1")]),
    .init(library: kozistr, run: "adasmooth", optimizer: "adasmooth"),
    .init(library: paper, run: "adasmooth", optimizer: "adasmooth"),
    .init(library: kozistr, run: "adapnm", optimizer: "adapnm"),
    .init(
      library: paper, run: "adapnm: plain mean square", optimizer: "adapnm",
      knobs: [("beta3", "0.7"), ("amsgrad", "false")]),
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
    "adashift": ["eps": "nothing beside the slopes here; worked by hand in HandWorkedSteps"],
    "rprop": [
      "step_min": "steps never get that short here; worked by hand in HandWorkedSteps",
      "step_max": "steps never get that long here; worked by hand in HandWorkedSteps",
    ],
  ]
)

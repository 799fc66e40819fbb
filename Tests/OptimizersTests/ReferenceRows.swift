import Testing

/// What another program did, and what we set to do the same.
struct ReferenceRow: Sendable, CustomTestStringConvertible {
  /// Where the run comes from: a library's name as the file has it, or "classic".
  let library: String
  /// The name in the file.
  let run: String
  /// Our optimizer.
  let optimizer: String
  /// Its knobs, where they differ from its defaults.
  var knobs: [(String, String)] = []
  /// The rate, where the file does not say.
  var rate: Double?
  /// The steps up to which the two must agree.
  var steps = 20
  /// How far they may differ.
  var agreement = 1e-12

  var testDescription: String { "\(library) \(run)" }
}

private let torch = "torch 2.13"
private let keras = "keras 3.15.1 (torch backend, float64)"
private let optax = "optax 0.2.8 (x64)"
private let kozistr = "pytorch_optimizer 4.1.0"

/// Runs of libraries that have the same rule; each is there on both surfaces, Q and R.
///
/// Not here although near: AdamW and Adamax of Keras, RAdam of optax (eps stands elsewhere), Rprop of optax (one step
/// late), RAdam of pytorch_optimizer (stands still for five steps); `lars`, `sgdp` and
/// `scalableshampoo` of pytorch_optimizer, which take the same steps as an optimizer of ours for a single vector, because a
/// branch is not taken.
let libraryRows: [ReferenceRow] = [
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

  // PyTorch derives max_eval from max_iter: 1 from 1, which leaves one trial, and so the run on R never leaves its start.
  .init(library: torch, run: "LBFGS-fixed", optimizer: "lbfgs", knobs: [("line_search_fn", "none")]),
  .init(library: torch, run: "LBFGS-strong_wolfe", optimizer: "lbfgs", knobs: [("max_eval", "1")]),
  .init(library: torch, run: "LBFGS-strong_wolfe-max_iter20", optimizer: "lbfgs", knobs: [("max_iter", "20")]),

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
]

/// Runs of libraries that bear the name of an optimizer of ours but take other steps, and why.
let leftOut: [(library: String, run: String, reason: String)] = [
  (kozistr, "radam", "does not move in the first five steps"),
  (optax, "radam", "adds eps after the correction, and not before it"),
  (keras, "AdamW", "adds eps, 1e-7, before the correction; Adam has that convention, AdamW has not"),
  (keras, "Adamax", "adds eps to the largest slope, and not to each slope"),
  (optax, "rprop", "returns the step before this one: its first is 0"),
  (optax, "lbfgs(zoom)", "searches along the line in another way"),
]

/// Runs of textbooks.
let classicRows: [ReferenceRow] = [
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
  .init(
    library: "classic", run: "Adam without bias correction lr=.1 on Q (first step = 3.1623*lr)",
    optimizer: "adam-uncorrected", rate: 0.1),
  .init(library: "classic", run: "Damped Newton (Armijo c=1e-4, halving) on R", optimizer: "newton"),
  // The second full step of Newton's method climbs, so that ours shortens it; the first is the same.
  .init(library: "classic", run: "Newton on R", optimizer: "newton", steps: 1),
  // A search that leaves a billionth of the slope is exact on a bowl.
  .init(
    library: "classic", run: "BFGS H0=I exact step on Q: 2 steps", optimizer: "bfgs", knobs: [("curvature", "1e-9")],
    steps: 3),
]

/// Optimizers that no other program at hand has, and where their steps are checked instead.
let withoutReference = [
  "adagrad-no-root": "an ablation of our own; worked by hand in HandWorkedSteps"
]

/// Knobs whose change by 1 % no run above can show, and why.
let quietKnobs: [String: [String: String]] = [
  "rprop": [
    "step_min": "steps never get that short here; worked by hand in HandWorkedSteps",
    "step_max": "steps never get that long here; worked by hand in HandWorkedSteps",
  ],
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

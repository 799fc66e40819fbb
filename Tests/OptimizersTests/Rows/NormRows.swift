/// Rules that look at the length of the gradient or of the point, and rates that find themselves.
let normFamily = ReferenceFamily(
  library: [
    .init(library: prodigyopt, run: "Prodigy", optimizer: "prodigy"),
    .init(
      library: prodigyopt, run: "Prodigy-bias", optimizer: "prodigy",
      knobs: [("d0", "1e-3"), ("use_bias_correction", "true")]),
    .init(
      library: optax, run: "contrib.prodigy", optimizer: "prodigy",
      knobs: [("d0", "1e-3"), ("use_bias_correction", "true")]),
    .init(library: kozistr, run: "prodigy", optimizer: "prodigy", rate: 1),
    .init(library: dadaptation, run: "DAdaptAdam", optimizer: "dadapt-adam", knobs: [("d0", "1e-3")]),
    .init(library: kozistr, run: "dadaptadam", optimizer: "dadapt-adam", rate: 1),
    .init(
      library: optax, run: "contrib.dadapt_adamw", optimizer: "dadapt-adam",
      knobs: [("d0", "1e-3"), ("use_bias_correction", "true")]),
    .init(library: dadaptation, run: "DAdaptSGD", optimizer: "dadapt-sgd", knobs: [("d0", "1e-3")]),
    // The sums are kept in single precision here.
    .init(
      library: kozistr, run: "dadaptsgd", optimizer: "dadapt-sgd", knobs: [("momentum", "0.9")], rate: 1,
      agreement: 1e-9),
    .init(library: optax, run: "contrib.dog", optimizer: "dog"),
    .init(library: paper, run: "dog", optimizer: "dog", knobs: [("eps", "100"), ("reps_rel", "0.01")]),
    .init(library: optax, run: "contrib.dowg", optimizer: "dowg"),
    .init(library: optax, run: "contrib.cocob", optimizer: "cocob", rate: 1),
    .init(library: paper, run: "cocob", optimizer: "cocob", knobs: [("alpha", "20"), ("eps", "5")]),
    .init(library: optax, run: "contrib.momo", optimizer: "momo"),
    .init(library: paper, run: "momo", optimizer: "momo", knobs: [("beta", "0.8"), ("lower_bound", "-1")]),
    .init(
      library: optax, run: "novograd", optimizer: "novograd",
      knobs: [("beta1", "0.9"), ("beta2", "0.25"), ("eps", "1e-6")]),
    .init(library: kozistr, run: "novograd", optimizer: "novograd"),
    .init(library: paper, run: "novograd", optimizer: "novograd", knobs: [("eps", "0.1"), ("weight_decay", "0.1")]),
    .init(library: optax, run: "lamb", optimizer: "lamb"),
    .init(library: keras, run: "Lamb", optimizer: "lamb", knobs: [("eps", "1e-7")]),
    .init(library: paper, run: "lamb", optimizer: "lamb", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "lars", optimizer: "lars"),
    .init(library: paper, run: "lars", optimizer: "lars", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "fromage", optimizer: "fromage"),
    .init(library: kozistr, run: "fromage", optimizer: "fromage"),
    .init(library: torch, run: "Adafactor", optimizer: "adafactor"),
    // The share of the newest square is computed in single precision here.
    .init(library: optax, run: "adafactor", optimizer: "adafactor", agreement: 1e-6),
    .init(
      library: paper, run: "adafactor", optimizer: "adafactor",
      knobs: [("eps1", "5"), ("eps2", "1.5"), ("d", "0.5"), ("weight_decay", "0.1")]),
    .init(library: paper, run: "mars", optimizer: "mars", knobs: [("weight_decay", "0.1"), ("eps", "0.01")]),
    .init(library: paper, run: "avagrad", optimizer: "avagrad"),
    .init(library: paper, run: "muon", optimizer: "muon"),
    .init(
      library: paper, run: "muon-short", optimizer: "muon",
      knobs: [("momentum", "0.5"), ("nesterov", "false"), ("eps", "5"), ("ns_steps", "3")]),
    .init(library: kozistr, run: "shampoo", optimizer: "shampoo"),
    // The axes are turned in single precision here.
    .init(
      library: kozistr, run: "soap", optimizer: "soap",
      knobs: [("precondition_frequency", "1"), ("weight_decay", "0")],
      agreement: 1e-6),
    .init(
      library: paper, run: "soap", optimizer: "soap",
      knobs: [("beta1", "0.9"), ("precondition_frequency", "3"), ("eps", "0.01")]),
    .init(library: paper, run: "sophia", optimizer: "sophia"),
    .init(library: paper, run: "sophia-near", optimizer: "sophia", knobs: [("gamma", "10"), ("k", "3"), ("eps", "2")]),
    .init(library: paper, run: "adahessian", optimizer: "adahessian"),
    .init(
      library: paper, run: "adahessian-half", optimizer: "adahessian",
      knobs: [("hessian_power", "0.5"), ("weight_decay", "0.1")]),
    .init(library: paper, run: "wngrad", optimizer: "wngrad"),
    .init(library: optax, run: "contrib.acprop", optimizer: "acprop"),
    .init(library: paper, run: "acprop", optimizer: "acprop", knobs: [("eps", "0.1"), ("eps_root", "0.01")]),
  ],
  leftOut: [
    (kozistr, "lamb", "does not correct the mean square, so that its first step is ten times as long"),
    (kozistr, "lars", "leaves vectors to plain momentum"),
    (kozistr, "adafactor", "keeps a mean in sixteen bits"),
    (keras, "Adafactor", "is off its own equations by 1e-8 from the first step on"),
    (kozistr, "avagrad", "is our rule, but its run on R is lost after ten steps"),
    (kozistr, "mars", "leaves vectors to AdamW"),
    (kozistr, "adahessian", "draws random products, where ours takes the exact diagonal"),
  ],
  withoutReference: ["normalized": "one division; worked by hand in HandWorkedSteps"],
  quietKnobs: [
    "momo": ["lr": "a limit that the run of optax never meets; the run of the paper does"]
  ]
)

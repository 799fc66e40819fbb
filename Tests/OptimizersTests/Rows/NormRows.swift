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
  ],
  withoutReference: ["normalized": "one division; worked by hand in HandWorkedSteps"],
  quietKnobs: [
    "momo": ["lr": "a limit that the run of optax never meets; the run of the paper does"]
  ]
)

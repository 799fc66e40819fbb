/// Wrappers around optimizers.
let wrapperFamily = ReferenceFamily(
  library: [
    .init(library: paper, run: "clip", optimizer: "momentum+clip", knobs: [("clip.max_norm", "2")]),
    .init(library: paper, run: "clip-value", optimizer: "sgd+clip-value", knobs: [("clip-value.clip_value", "3")]),
    .init(
      library: paper, run: "coupled-decay", optimizer: "adam+coupled-decay",
      knobs: [("coupled-decay.weight_decay", "0.3")]),
    .init(
      library: paper, run: "weight-decay", optimizer: "adam+weight-decay", knobs: [("weight-decay.weight_decay", "0.3")]
    ),
    .init(library: paper, run: "grokfast", optimizer: "momentum+grokfast", knobs: [("grokfast.alpha", "0.9")]),
    .init(library: paper, run: "asam", optimizer: "sgd+asam"),
    .init(library: paper, run: "sam", optimizer: "adam+sam", knobs: [("sam.rho", "0.1")]),
    .init(
      library: paper, run: "lookahead", optimizer: "adam+lookahead",
      knobs: [("lookahead.k", "3"), ("lookahead.alpha", "0.8")]),
    .init(library: paper, run: "cautious", optimizer: "momentum+cautious"),
    .init(library: paper, run: "ema", optimizer: "sgd+ema", knobs: [("ema.decay", "0.9")]),
    .init(library: paper, run: "average", optimizer: "momentum+average", knobs: [("average.from", "4")]),
    .init(
      library: paper, run: "schedule-free", optimizer: "sgd+schedule-free", knobs: [("schedule-free.momentum", "0.8")]),
  ],
  classic: [
    .init(library: "classic", run: "SAM+SGD lr=.05 rho=.05 on Q", optimizer: "sgd+sam", rate: 0.05),
    .init(library: "classic", run: "Lookahead(SGD lr=.15,k=5,alpha=.5) on Q", optimizer: "sgd+lookahead", rate: 0.15),
    .init(library: "classic", run: "C-AdamW (mean-normalised mask) lr=.1 on Q", optimizer: "adam+cautious", rate: 0.1),
  ]
)

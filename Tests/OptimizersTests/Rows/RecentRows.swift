/// Rules of recent years that act on each coordinate.
let recentFamily = ReferenceFamily(
  library: [
    .init(library: optax, run: "contrib.adopt", optimizer: "adopt"),
    // Clips at the fourth root of t and not of t - 1, but there is nothing to clip here.
    .init(library: kozistr, run: "adopt", optimizer: "adopt"),
    .init(library: paper, run: "adopt: large eps", optimizer: "adopt", knobs: [("eps", "5")]),
    .init(library: paper, run: "adopt: growing slopes", optimizer: "adopt"),
    .init(library: paper, run: "adopt: not clipped", optimizer: "adopt", knobs: [("clip", "false")]),
    .init(library: kozistr, run: "adan", optimizer: "adan"),
    .init(library: paper, run: "adan: weight decay", optimizer: "adan", knobs: [("weight_decay", "0.1")]),
    .init(library: optax, run: "contrib.ademamix", optimizer: "ademamix"),
    .init(library: kozistr, run: "ademamix", optimizer: "ademamix"),
    .init(
      library: paper, run: "ademamix: warm-up", optimizer: "ademamix",
      knobs: [("alpha", "8"), ("weight_decay", "0.1"), ("warmup", "12")]),
    .init(library: optax, run: "contrib.simplified_ademamix", optimizer: "simplified-ademamix"),
    .init(library: paper, run: "simplified-ademamix", optimizer: "simplified-ademamix", knobs: [("alpha", "3")]),
    .init(library: kozistr, run: "grams", optimizer: "grams"),
    .init(library: paper, run: "grams: large eps", optimizer: "grams", knobs: [("eps", "0.1")]),
    .init(library: kozistr, run: "exadam", optimizer: "exadam"),
    .init(library: paper, run: "exadam: large eps", optimizer: "exadam", knobs: [("eps", "0.1")]),
    .init(library: kozistr, run: "kate", optimizer: "kate"),
    .init(library: paper, run: "kate: large eps", optimizer: "kate", knobs: [("delta", "0.1"), ("eps", "0.1")]),
    .init(library: kozistr, run: "ano", optimizer: "ano"),
    .init(library: paper, run: "ano: long", optimizer: "ano", steps: 60),
  ],
  leftOut: [
    (optax, "adan", "weighs the change by 1 - beta2, as the paper does, whose beta2 is 1 less this one"),
    (kozistr, "simplifiedademamix", "corrects the mean square a second time"),
  ]
)

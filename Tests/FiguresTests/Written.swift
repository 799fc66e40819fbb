import Drawing
import Optimizers

/// What is written on a figure.
enum Written {
  /// All marks, with those inside clips.
  static func marks(_ marks: [Mark]) -> [Mark] {
    marks.flatMap { mark in
      switch mark {
      case .clip(_, let inner), .group(_, let inner): Written.marks(inner)
      default: [mark]
      }
    }
  }

  /// All texts of some marks.
  static func texts(_ marks: [Mark]) -> [Text] {
    Written.marks(marks).compactMap { mark in if case .text(let text) = mark { text } else { nil } }
  }

  /// The pairs of texts that touch each other.
  static func overlaps(_ texts: [Text]) -> [String] {
    texts.indices.flatMap { first in
      texts.indices.filter { $0 > first && texts[first].box.overlaps(texts[$0].box) }.map {
        "'\(texts[first].string)' and '\(texts[$0].string)'"
      }
    }
  }
}

/// As many optimizers as one map shows at most, some of each family.
let someOptimizers = [
  "sgd", "momentum", "ema-momentum", "nesterov", "nesterov-look-ahead", "adagrad", "adagrad-no-root", "adadelta",
  "rmsprop", "adam", "adam-uncorrected", "adamw", "amsgrad", "nadam", "radam", "adamax", "rprop", "newton", "bfgs",
  "lbfgs",
].compactMap(OptimizerCatalogue.find)

public import Calculus
internal import Formulas

/// The data behind a surface: the mean over rows, and what may be asked of it.
public struct SurfaceData: Sendable {
  /// The mean loss over all rows.
  public let objective: any SampledObjective
  /// The mean loss over rows that are not trained on, if the card names some.
  public let validation: (any SampledObjective)?
  /// The mean over at most `mostRowsOfAMap` rows, spread evenly: for maps and for the tuning of rates.
  public let thinned: any SampledObjective
  /// The mean loss over all rows as they are in the file.
  public let unstandardized: any SampledObjective
  /// Whether columns have been moved and stretched.
  public let isStandardized: Bool
  /// The columns that standardizing changes.
  public let columns: [String]
  private let source: CardData
  private let mean: MeanObjective
  private let judge: MeanObjective

  /// How many rows there are.
  public var rows: Int { objective.rows }

  /// Beyond so many rows maps and tuning look at some of them only.
  public static let mostRowsOfAMap = 4096

  /// - Parameters:
  ///   - root: the loss of a row.
  ///   - judged: the loss of a row that is not trained on, which leaves out penalties.
  init(_ source: CardData, graph: Graph, root: Graph.Index, judged: Graph.Index, dimension: Int, isStandardized: Bool) {
    let columns = DataColumns(source.table.columns)
    let mean = MeanObjective(graph: graph, root: root, dimension: dimension, data: columns, order: source.order)
    let judge =
      judged == root
      ? mean : MeanObjective(graph: graph, root: judged, dimension: dimension, data: columns, order: source.order)
    if isStandardized {
      self.init(standardizing: source, mean, judge)
    } else {
      self.init(source, source.table, source.validation, mean, judge, isStandardized: false)
    }
  }

  private init(standardizing source: CardData, _ mean: MeanObjective, _ judge: MeanObjective) {
    let (table, columns) = (source.table, source.standardized)
    self.init(
      source, table.standardizing(columns), source.validation?.standardizing(columns, like: table), mean, judge,
      isStandardized: true)
  }

  private init(
    _ source: CardData, _ table: DataTable, _ validation: DataTable?, _ mean: MeanObjective, _ judge: MeanObjective,
    isStandardized: Bool
  ) {
    self.source = source
    self.mean = mean
    self.judge = judge
    self.isStandardized = isStandardized
    columns = source.standardized
    unstandardized = mean
    objective = isStandardized ? mean.over(DataColumns(table.columns)) : mean
    self.validation = validation.map { judge.over(DataColumns($0.columns)) }
    thinned =
      table.rows <= Self.mostRowsOfAMap
      ? objective : mean.over(DataColumns(table.thinned(to: Self.mostRowsOfAMap).columns))
  }

  /// The same with the columns moved and stretched; validation rows as the others.
  func standardized() -> SurfaceData { SurfaceData(standardizing: source, mean, judge) }

  /// The same rows with another loss of a row.
  func with(graph: Graph, root: Graph.Index, judged: Graph.Index) -> SurfaceData {
    SurfaceData(
      source, graph: graph, root: root, judged: judged, dimension: mean.dimension, isStandardized: isStandardized)
  }
}

/// All claims, in the order of the papers.
public enum ClaimRegistry {
  /// The claims.
  public static let all: [any Claim] =
    LossClaims.all + RegionClaims.all + FrontClaims.all + ExplorationClaims.all
    + ThreeTaskClaims.all + MatrixLemmaClaims.all + AlgorithmClaims.all + PointClaims.all
    + FigureClaims.all + ProbabilityClaims.all + NetworkClaims.all + ExperimentClaims.all
    + OptimiserClaims.all + WidthClaims.all

  /// The claim of an id.
  public static func claim(_ id: String) -> (any Claim)? { all.first { $0.id == id } }
}

import ArgumentParser
import Learning

/// The optimisers by their names on the command line.
enum OptimiserName: String, ExpressibleByArgument, CaseIterable {
  case unitary
  case weights
  case mgda
  case mgdaUB = "mgda-ub"
  case imtlG = "imtl-g"
  case imtlL = "imtl-l"
  case imtl
  case pcgrad
  case graddrop
  case rlwDirichlet = "rlw-dirichlet"
  case rlwNormal = "rlw-normal"
  case randomGradDrop = "random-grad-drop"
}

/// Options of the optimisers.
struct OptimiserOptions: ParsableArguments {
  @Option(help: "The optimiser.")
  var optimiser: OptimiserName = .mgda

  @Option(
    help: ArgumentHelp(
      "For mgda: what gradients are divided by, none, l2, loss or loss+ (default).",
      valueName: "name"))
  var normalisation: GradientNormalisation?

  @Option(
    help: ArgumentHelp(
      "For mgda: step along sum alpha_i g_i, heads too (sener-koltun, default), or along"
        + " sum alpha_i g_i/n_i with plain heads (kurin).", valueName: "name"))
  var convention: MGDAOptions.Convention?

  @Option(
    help: ArgumentHelp(
      "For mgda: active-set (exact, default), or the released frank-wolfe or projected-gradient.",
      valueName: "name"))
  var solver: MGDAOptions.Solver?

  @Option(
    help: ArgumentHelp("For weights: one number for each task.", valueName: "numbers"))
  var weights: String?

  @Option(
    help: ArgumentHelp(
      "For random-grad-drop: the probability of keeping a loss; by default 0.5.",
      valueName: "number"))
  var keep: Double?

  @Option(
    help: ArgumentHelp(
      "For graddrop: the rule of the text (default), or eq. 6 of Kurin et al. as printed.",
      valueName: "text|printed"))
  var rule: GradDropStep<Double>.Rule?

  private static let isMGDA: Set<OptimiserName> = [.mgda, .mgdaUB]

  /// The optimiser with its options, as a person writes them.
  var text: String {
    switch optimiser {
    case .mgda, .mgdaUB:
      let options = mgdaOptions
      return "\(optimiser.rawValue) (normalisation \(options.normalisation.rawValue), convention"
        + " \(options.convention.rawValue), solver \(options.solver.rawValue))"
    case .weights: return "weights (\(weights ?? ""))"
    case .graddrop: return "graddrop (rule \((rule ?? .text).rawValue))"
    case .randomGradDrop: return "random-grad-drop (keep \(keep ?? 0.5))"
    default: return optimiser.rawValue
    }
  }

  private var mgdaOptions: MGDAOptions {
    MGDAOptions(
      normalisation: normalisation ?? .lossPlus, convention: convention ?? .senerKoltun,
      solver: solver ?? .activeSet, onRepresentation: optimiser == .mgdaUB)
  }

  /// An option of another optimiser would be ignored silently.
  private func refuseForeignOptions() throws {
    let given: [(name: String, isGiven: Bool, owners: Set<OptimiserName>)] = [
      ("--normalisation", normalisation != nil, Self.isMGDA),
      ("--convention", convention != nil, Self.isMGDA), ("--solver", solver != nil, Self.isMGDA),
      ("--weights", weights != nil, [.weights]), ("--keep", keep != nil, [.randomGradDrop]),
      ("--rule", rule != nil, [.graddrop]),
    ]
    for option in given where option.isGiven && !option.owners.contains(optimiser) {
      throw UsageError(
        message: "\(option.name) does not go with --optimiser \(optimiser.rawValue)")
    }
  }

  /// The optimiser for k tasks.
  ///
  /// - Throws: `UsageError`.
  func make(taskCount: Int) throws -> Optimiser {
    try refuseForeignOptions()
    switch optimiser {
    case .unitary: return .unitaryScalarization
    case .weights:
      guard let weights else { throw UsageError(message: "--optimiser weights needs --weights") }
      let numbers = try NumberList.read(weights, option: "--weights", count: taskCount)
      return .fixedWeights(numbers.map(\.doubleValue))
    case .mgda, .mgdaUB:
      return .mgda(mgdaOptions)
    case .imtlG: return .imtlG
    case .imtlL: return .imtlL
    case .imtl: return .imtl
    case .pcgrad: return .pcGrad(orders: nil)
    case .graddrop: return .gradDrop(rule ?? .text)
    case .rlwDirichlet: return .randomWeightsDirichlet
    case .rlwNormal: return .randomWeightsNormal
    case .randomGradDrop: return .randomGradDrop(keep ?? 0.5)
    }
  }
}

extension GradDropStep<Double>.Rule: ExpressibleByArgument {}

import ArgumentParser
import Learning

/// The distribution of weights on the command line.
struct WeightSampling: ExpressibleByArgument {
  let kind: WeightSampler.Kind

  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1)
    switch (parts.first, parts.count > 1 ? parts[1] : nil) {
    case ("uniform", nil): kind = .uniform
    case ("dirichlet", .some(let text)):
      guard let concentration = Double(text), concentration > 0, concentration.isFinite else {
        return nil
      }
      kind = .dirichlet(concentration)
    case ("lattice", .some(let text)):
      guard let steps = Int(text), steps >= 1 else { return nil }
      kind = .lattice(steps)
    default: return nil
    }
  }

  init(_ kind: WeightSampler.Kind) { self.kind = kind }

  var defaultValueDescription: String { text }

  /// As a person writes it.
  var text: String {
    switch kind {
    case .uniform: return "uniform"
    case .dirichlet(let concentration): return "dirichlet:\(concentration)"
    case .lattice(let steps): return "lattice:\(steps)"
    }
  }
}

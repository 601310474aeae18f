import Exact

extension Certificate {
  /// Why a point is Pareto optimal.
  public enum Optimality: Sendable, Equatable {
    /// A binary tree over the signs a dominating direction could have; node 0 is the root.
    case tree([Node])
    /// Width k-1, k <= 16: every sign vector is to be tried.
    case exhaustive
    /// Weights that make the point optimal, all positive or with no other optimum.
    case weights([Rational])
  }

  /// One node of the tree of an ``Optimality`` proof.
  public enum Node: Sendable, Equatable {
    /// Branches on the sign of a task, counted from 1; `plus` and `minus` are positions of nodes.
    case branch(task: Int, plus: Int, minus: Int)
    /// Width 1: closed by multipliers y >= 0 on the tasks whose sign is fixed.
    case multipliers([Rational])
    /// Width k-1: closed by the bound that needs no data.
    case bound
    /// Version 2, all signs fixed: the pattern is that of a surface through the point, by its
    /// number; 0 is the surface of the box.
    case meets(Int)
  }
}

import Exact

/// An instance that is made from another one by fitting some tasks exactly and ignoring others, as
/// for matroids and graphs.
///
/// With the contracted tasks R, the kept tasks T and the Gram matrix G of the whole instance it has
/// the Gram matrix N = G_TT - G_TR (G_RR)^-1 G_RT. A network of q units that fits R exactly has q -
/// |R| units left for the other tasks, and these see N instead of G: among the points v of the
/// feasible region F_q(G), those with v_R = t_R are (t_R, g_ii - n_ii + v'_i) for v' in
/// F_(q-|R|)(N) when T is all the rest (proofs-notes/widths.md, Lemma 2). If every Pareto optimum
/// of the whole instance is reached by weights, so is every one of a minor with 1 <= q - |R| < |T|
/// (Theorem 2 there).
public struct Minor: Sendable {
  /// R: the tasks that are fitted exactly, counted from 0, ascending.
  public let contracted: [Int]
  /// T: the tasks that are kept, counted from 0, ascending; the i-th of them is task i of the
  /// minor.
  public let kept: [Int]
  /// The minor as an instance: N, with the names of the kept tasks.
  public let instance: Instance

  fileprivate init(contracted: [Int], kept: [Int], instance: Instance) {
    self.contracted = contracted
    self.kept = kept
    self.instance = instance
  }

  /// The width q - |R| at which the minor stands for the whole instance at width q, when it says
  /// anything about it: 1 <= q - |R| < |T|.
  ///
  /// - Parameter width: The width q of the whole instance.
  public func width(of width: Width) -> Width? {
    let units = width.units - contracted.count
    return units >= 1 && units < kept.count ? Width(units) : nil
  }

  /// A minor of the minor, as a minor of the whole instance: fits and keeps tasks in addition.
  ///
  /// - Parameters:
  ///   - contracted: Tasks of the whole instance, counted from 0, among those kept here.
  ///   - kept: Tasks of the whole instance, counted from 0, among those kept here; at least one,
  ///     and none that is contracted.
  public func minor(contracting contracted: [Int], keeping kept: [Int]) -> Minor {
    func position(_ task: Int) -> Int {
      guard let position = self.kept.firstIndex(of: task) else {
        preconditionFailure("task \(task + 1) is not kept in the minor")
      }
      return position
    }
    let inner = instance.minor(
      contracting: contracted.map(position), keeping: kept.map(position))
    return Minor(
      contracted: (self.contracted + contracted).sorted(), kept: kept.sorted(),
      instance: inner.instance)
  }
}

extension Instance {
  /// The minor that fits some tasks exactly, keeps others, and ignores the rest.
  ///
  /// - Parameters:
  ///   - contracted: The tasks R to be fitted, counted from 0.
  ///   - kept: The tasks T to be kept, counted from 0.
  /// - Precondition: R and T are disjoint sets of tasks, and T is not empty.
  /// - Complexity: |R| (|R| + |T|)^2 / 2 multiplications of exact minors.
  public func minor(contracting contracted: [Int], keeping kept: [Int]) -> Minor {
    let all = contracted + kept
    precondition(
      !kept.isEmpty && Set(all).count == all.count
        && all.allSatisfy { (0..<taskCount).contains($0) }, "not a minor")
    let (contracted, kept) = (contracted.sorted(), kept.sorted())
    return Minor(
      contracted: contracted, kept: kept,
      instance: contracted.isEmpty
        ? restricted(to: kept)
        : Instance(
          self, gram: gram.schurComplement(eliminating: contracted, keeping: kept), keeping: kept))
  }
}

import Exact
import Surfaces

/// Walks over the sets of tasks of one size, in lexicographic order, pivoting one task at a time,
/// so that sets with a common beginning share its elimination.
struct MinorWalk {
  /// Which part of the pivoted matrix is read.
  enum Part {
    /// The inverse of the block of the set: what is left when all other tasks are deleted.
    case inside
    /// The Schur complement of the block: what is left when the set is contracted.
    case outside
  }

  let instance: Instance
  /// The number of tasks in each set.
  let size: Int
  let part: Part
  let proceed: () -> Bool

  /// Calls `body` with every set and its signed graph: of the inverse of G_SS on the tasks of the
  /// set, or of G/S on the other tasks; both ascending. Stops when `body` returns false.
  ///
  /// - Returns: False when `proceed` returned false.
  func run(_ body: (_ set: [Int], _ tasks: [Int], SignedGraph) -> Bool) -> Bool {
    var state = State.running
    extend(PivotedBlock(instance.gram), from: 0, &state, body)
    return state != .interrupted
  }

  private enum State {
    case running, finished, interrupted
  }

  private func extend(
    _ block: PivotedBlock, from start: Int, _ state: inout State,
    _ body: ([Int], [Int], SignedGraph) -> Bool
  ) {
    let count = instance.taskCount
    let missing = size - block.block.count
    if missing == 0 {
      let others = (0..<count).filter { !block.block.contains($0) }
      let tasks = part == .inside ? block.block : others
      let graph = SignedGraph(vertexCount: tasks.count) {
        part == .inside
          ? block.inverseSign(tasks[$0], tasks[$1]) : block.schurSign(tasks[$0], tasks[$1])
      }
      if !proceed() {
        state = .interrupted
      } else if !body(block.block, tasks, graph) {
        state = .finished
      }
      return
    }
    for task in start..<max(start, count - missing + 1) where state == .running {
      let kept: [Int]
      switch part {
      case .inside: kept = missing == 1 ? [] : Array((task + 1)..<count)
      case .outside: kept = (0..<count).filter { $0 != task && !block.block.contains($0) }
      }
      extend(block.adding(task, keeping: kept), from: task + 1, &state, body)
    }
  }
}

import Learning
import Parallel

extension NetworkFrontSample {
  /// Examines every ray; fewer when `proceed` returns false.
  ///
  /// - Parameters:
  ///   - jobs: The number of threads; the answer does not depend on it.
  ///   - proceed: Called now and then with the number of rays done, from any thread.
  package func samples(
    jobs: Int = 1, proceed: @Sendable (_ done: Int) -> Bool = { _ in true }
  ) -> [Sample] {
    // A ray of eight tasks takes long enough to be asked for one by one.
    OrderedParallel.map(count: rays.count, jobs: jobs, chunk: 1, proceed: proceed) { sample($0) }
  }
}

import Dispatch
import Synchronization

/// Computes the elements of an array on several threads; the result is the same for any number.
public enum OrderedParallel {
  /// The results for 0 ..< count in order; fewer when `proceed` returns false.
  ///
  /// - Parameters:
  ///   - proceed: Called after each chunk with the number of elements done, from any thread.
  /// - Throws: One of the errors of `body`.
  public static func map<Element: Sendable, Failure: Error>(
    count: Int, jobs: Int, chunk: Int = 16, proceed: @Sendable (_ done: Int) -> Bool,
    _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    let parts = (count + chunk - 1) / chunk
    let results = Mutex<[Int: [Element]]>([:])
    let failure = Mutex<Failure?>(nil)
    let next = Atomic<Int>(0)
    let isStopped = Atomic<Bool>(false)
    withoutActuallyEscaping(body) { body in
      withoutActuallyEscaping(proceed) { proceed in
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, parts))) { _ in
          while !isStopped.load(ordering: .relaxed) {
            let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard part < parts else { return }
            let range = (part * chunk)..<min((part + 1) * chunk, count)
            var elements: [Element] = []
            do throws(Failure) {
              for index in range { elements.append(try body(index)) }
            } catch {
              failure.withLock { $0 = error }
              isStopped.store(true, ordering: .relaxed)
              return
            }
            let done = results.withLock { results in
              results[part] = elements
              return results.count * chunk
            }
            if !proceed(min(done, count)) { isStopped.store(true, ordering: .relaxed) }
          }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let found = results.withLock { $0 }
    // Parts may be missing after a stop; what follows a gap is left out.
    var all: [Element] = []
    for part in 0..<parts {
      guard let elements = found[part] else { break }
      all += elements
    }
    return all
  }
}

import Dispatch
import Synchronization

/// Computes the elements of an array on several threads; the result is the same for any number.
package enum OrderedParallel {
  /// The results for 0 ..< count in order; fewer when `proceed` returns false.
  ///
  /// - Parameters:
  ///   - chunk: How many neighbouring elements one thread computes at a time.
  ///   - proceed: Called after each chunk with the number of elements done, from any thread.
  ///   - isLast: The results end with the first element for which this is true, if there is one.
  /// - Throws: One of the errors of `body`.
  package static func map<Element: Sendable, Failure: Error>(
    count: Int, jobs: Int, chunk: Int = 16,
    proceed: @Sendable (_ done: Int) -> Bool = { _ in true },
    until isLast: @Sendable (Element) -> Bool = { _ in false },
    _ body: @Sendable (Int) throws(Failure) -> Element
  ) throws(Failure) -> [Element] {
    let parts = try stretches(
      count: count, length: chunk, jobs: jobs, proceed: proceed,
      until: { elements in elements.last.map { isLast($0) } ?? false }
    ) { range throws(Failure) in
      var elements: [Element] = []
      for index in range {
        let element = try body(index)
        elements.append(element)
        if isLast(element) { break }
      }
      return elements
    }
    return parts.flatMap { $0 }
  }

  /// The results for the stretches 0 ..< length, length ..< 2 length, ... of 0 ..< count in order;
  /// fewer when `proceed` returns false. A stretch that was begun is finished.
  ///
  /// - Parameters:
  ///   - length: The length of every stretch but the last, positive.
  ///   - proceed: Called after each stretch with about the number of elements done, from any
  ///     thread.
  ///   - isLast: The results end with the first one for which this is true, if there is one.
  /// - Throws: One of the errors of `body`.
  package static func stretches<Part: Sendable, Failure: Error>(
    count: Int, length: Int, jobs: Int,
    proceed: @Sendable (_ done: Int) -> Bool = { _ in true },
    until isLast: @Sendable (Part) -> Bool = { _ in false },
    _ body: @Sendable (Range<Int>) throws(Failure) -> Part
  ) throws(Failure) -> [Part] {
    precondition(length > 0, "a stretch is not empty")
    let parts = (count + length - 1) / length
    let results = Mutex<[Int: Part]>([:])
    let failure = Mutex<Failure?>(nil)
    let next = Atomic<Int>(0)
    // Nothing behind the end is needed.
    let end = Atomic<Int>(parts)
    withoutActuallyEscaping(body) { body in
      withoutActuallyEscaping(proceed) { proceed in
        withoutActuallyEscaping(isLast) { isLast in
          DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, parts))) { _ in
            while true {
              let part = next.wrappingAdd(1, ordering: .relaxed).oldValue
              guard part < end.load(ordering: .relaxed) else { return }
              let result: Part
              do throws(Failure) {
                result = try body((part * length)..<min((part + 1) * length, count))
              } catch {
                failure.withLock { $0 = error }
                end.store(0, ordering: .relaxed)
                return
              }
              if isLast(result) { end.min(part + 1, ordering: .relaxed) }
              let done = results.withLock { results in
                results[part] = result
                return results.count * length
              }
              // What was begun on other threads comes before what is left out.
              if !proceed(min(done, count)) {
                end.min(next.load(ordering: .relaxed), ordering: .relaxed)
              }
            }
          }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    let found = results.withLock { $0 }
    var all: [Part] = []
    for part in 0..<end.load(ordering: .relaxed) {
      guard let result = found[part] else { break }
      all.append(result)
    }
    return all
  }
}

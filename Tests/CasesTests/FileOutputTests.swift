import Foundation
import Testing

@testable import Cases

@Suite struct FileOutputTests {
  private func error(_ body: () throws(OutputError) -> Void) -> OutputError? {
    do {
      try body()
      return nil
    } catch {
      return error
    }
  }

  private func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func writesAndReplaces() throws {
    let scratch = try Scratch()
    let file = scratch.path("x.json")
    try FileOutput.write(Array("one".utf8), to: file)
    #expect(text(file) == "one")
    chmod(file, 0o640)
    let large = Array(repeating: UInt8(ascii: "x"), count: 3_000_000)
    try FileOutput.write(large, to: file)
    #expect(FileManager.default.contents(atPath: file).map { Array($0) } == large)
    #expect(SystemCalls.status(path: file)?.mode == 0o640)
    try FileOutput.write([], to: file)
    #expect(text(file) == "")
    #expect(scratch.contents == ["x.json"])
  }

  @Test func followsSymbolicLinks() throws {
    let scratch = try Scratch()
    try scratch.file("target", "old")
    #expect(symlink("target", scratch.path("link")) == 0)
    try FileOutput.write(Array("new".utf8), to: scratch.path("link"))
    #expect(text(scratch.path("target")) == "new")
    #expect(scratch.contents == ["link", "target"])
    let type = try FileManager.default.attributesOfItem(atPath: scratch.path("link"))[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  /// A disk that is full after some bytes leaves the old file, and nothing else.
  @Test func aFailureLeavesNothingBehind() throws {
    let scratch = try Scratch()
    let file = try scratch.file("x.json", "old")
    let bytes = Array(repeating: UInt8(7), count: 10_000)
    for room in [0, 1, 4_096, 9_999] {
      var taken = 0
      let full = error { () throws(OutputError) in
        try FileOutput.write(bytes, to: file) { descriptor, start, count in
          guard taken < room else {
            errno = ENOSPC
            return -1
          }
          let part = min(count, room - taken)
          taken += part
          return write(descriptor, start, part)
        }
      }
      #expect(full?.file == file && full?.reason == String(cString: strerror(ENOSPC)))
      #expect(text(file) == "old" && scratch.contents == ["x.json"])
    }
    let fresh = scratch.path("fresh.json")
    let failed = error { () throws(OutputError) in
      try FileOutput.write(bytes, to: fresh) { _, _, _ in
        errno = EIO
        return -1
      }
    }
    #expect(failed != nil && scratch.contents == ["x.json"])
  }

  @Test func interruptedAndShortWritesGoOn() throws {
    let scratch = try Scratch()
    let file = scratch.path("x")
    var calls = 0
    try FileOutput.write(Array("0123456789".utf8), to: file) { descriptor, start, count in
      calls += 1
      if calls % 2 == 0 {
        errno = EINTR
        return -1
      }
      return write(descriptor, start, min(count, 3))
    }
    #expect(text(file) == "0123456789" && calls > 4)
  }

  @Test func placesThatCannotBeWritten() throws {
    let scratch = try Scratch()
    func reason(_ file: String) -> String? {
      error { () throws(OutputError) in try FileOutput.write([1, 2, 3], to: file) }?.reason
    }
    #expect(reason(scratch.directory.path) == String(cString: strerror(EISDIR)))
    #expect(reason(scratch.path("missing/x.json")) == String(cString: strerror(ENOENT)))
    #expect(reason("") == "not a file name")
    #expect(reason("a\0b") == "not a file name")
    if FileManager.default.fileExists(atPath: "/dev/full") {
      #expect(reason("/dev/full") == String(cString: strerror(ENOSPC)))
      #expect(FileManager.default.fileExists(atPath: "/dev/full"))
      // A descriptor of one's own, as standard output is.
      let descriptor = open("/dev/full", O_WRONLY)
      let failed = error { () throws(OutputError) in
        try FileOutput.write([1], toDescriptor: descriptor, named: "standard output")
      }
      #expect(failed?.file == "standard output")
      close(descriptor)
    }
    // No user may create files in /proc.
    if FileManager.default.fileExists(atPath: "/proc/self") {
      #expect(reason("/proc/self/x.json") != nil)
    }
    let locked = scratch.path("locked")
    try FileManager.default.createDirectory(atPath: locked, withIntermediateDirectories: false)
    chmod(locked, 0o500)
    if geteuid() != 0 {
      #expect(reason(locked + "/x.json") == String(cString: strerror(EACCES)))
      #expect((try? FileManager.default.contentsOfDirectory(atPath: locked)) == [])
    }
    chmod(locked, 0o700)
    #expect(scratch.contents == ["locked"])
  }

  @Test func pipesAreWrittenDirectly() throws {
    let scratch = try Scratch()
    let pipe = scratch.path("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let reader = open(pipe, O_RDONLY | O_NONBLOCK)
    try FileOutput.write([1, 2, 3], to: pipe)
    var bytes: [UInt8] = [0, 0, 0, 0]
    #expect(read(reader, &bytes, 4) == 3 && bytes == [1, 2, 3, 0])
    close(reader)
    #expect(scratch.contents == ["pipe"])
  }
}

import ExactJSON

/// The little that the readers need to know about file names.
public enum FilePath {
  /// The directory part of a path, with its final slash; empty when there is none.
  public static func directory(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  /// The last part of a path.
  public static func name(_ path: String) -> String {
    var name = path[...]
    while name.utf8.last == UInt8(ascii: "/") { name = name.dropLast() }
    guard let slash = name.utf8.lastIndex(of: UInt8(ascii: "/")) else { return String(name) }
    return String(name[name.utf8.index(after: slash)...])
  }

  /// The last part of a path without its extension.
  public static func stem(_ path: String) -> String {
    let name = name(path)
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")), dot > name.startIndex else {
      return name
    }
    return String(name[..<dot])
  }

  /// A path as messages show it: what cannot be seen is escaped, and `-` is standard input.
  public static func shown(_ path: String) -> String {
    path == FileInput.standardInput ? "standard input" : path.visible()
  }

  /// A path without the `.gz` at its end, if there is one.
  static func uncompressed(_ path: String) -> String {
    has(path, extension: "gz") ? String(path.dropLast(3)) : path
  }

  /// Whether a path ends in an extension, letter case ignored.
  public static func has(_ path: String, extension suffix: String) -> Bool {
    path.lowercased().hasSuffix("." + suffix)
  }

  /// A path that is relative to the directory of a file, as seen from here.
  public static func resolve(_ path: String, relativeTo file: String) -> String {
    path.utf8.first == UInt8(ascii: "/") ? path : directory(file) + path
  }
}

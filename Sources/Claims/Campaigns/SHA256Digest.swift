import COpenSSL

/// SHA-256 (FIPS 180-4) by the OpenSSL library.
package enum SHA256Digest {
  /// The digest in 64 hexadecimal digits, as `sha256sum` prints it.
  package static func hexadecimal(_ bytes: [UInt8]) -> String {
    var digest = Array(repeating: UInt8(0), count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes, bytes.count, &digest)
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

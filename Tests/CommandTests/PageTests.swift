import Foundation
import TestSupport
import Testing

/// The report of `check` as a page.
@Suite struct PageTests {
  /// The names of elements and the text of a page, by an XML parser that knows nothing of ours.
  private static let reader = """
    import collections, json, sys, xml.etree.ElementTree as E
    root = E.parse(sys.argv[1]).getroot()
    tags = collections.Counter(e.tag.split('}')[-1] for e in root.iter())
    attributes = [a for e in root.iter() for a in e.attrib]
    print(json.dumps({'tags': tags, 'attributes': attributes, 'text': ' '.join(root.itertext())}))
    """

  private struct Page: Decodable {
    let tags: [String: Int]
    let attributes: [String]
    let text: String
  }

  private func page(_ arguments: [String]) throws -> (page: Page, html: String) {
    let scratch = try TemporaryFolder()
    let file = scratch.path("report.html")
    let result = try Command.run(["check"] + arguments + ["--report", file])
    #expect(result.status == 0, "\(result.errors)")
    let parsed = try Command.run(
      executable: URL(fileURLWithPath: "/usr/bin/env"), ["python3", "-c", Self.reader, file])
    #expect(parsed.status == 0, "\(parsed.errors)")
    let html = try String(contentsOfFile: file, encoding: .utf8)
    return (try JSONDecoder().decode(Page.self, from: Data(parsed.output.utf8)), html)
  }

  @Test func itSaysWhatTheTextSays() throws {
    let (page, html) = try page([Command.cases + "/data/sarcos.json"])
    for heading in [
      "Does minimising a weighted sum", "Why", "How sure", "What it costs", "What to do",
      "because of tau1, tau4 and tau5", "Correlations of what the inputs predict (1 hidden unit)",
      "Outlined: tau1, tau4 and tau5", "C2 fails", "verify-cli recheck certificates/*.json",
    ] { #expect(page.text.contains(heading), "\(heading)") }
    // Two tables of 49 colours, two graphs of 7 tasks; and no way out of the page.
    #expect(page.tags["circle"] == 14 && page.tags["h1"] == 1)
    #expect(page.tags["rect"] ?? 0 >= 98 && page.tags["line"] ?? 0 >= 2 * 21)
    #expect(page.tags["script"] == nil && page.tags["link"] == nil && page.tags["img"] == nil)
    #expect(!page.attributes.contains("href") && !page.attributes.contains("src"))
    #expect(page.attributes.filter { $0 == "aria-label" }.count >= 4)
    #expect(page.tags["th"] ?? 0 == page.attributes.filter { $0 == "scope" }.count)
    #expect(!html.contains("{{") && html.contains("prefers-color-scheme"))
  }

  @Test func markupInNamesIsShown() throws {
    let scratch = try TemporaryFolder()
    let names = [
      "<script>alert(1)</script>", "\\\"onload=\\\"x", "a&amp;b</td>{{title}}", "'\u{301}>",
    ]
    let list = names.map { "\"\($0)\"" }.joined(separator: ", ")
    let file = try scratch.write(
      """
      {"format": "scalarization-case/1", "name": "<b>&", "source": "</p><img src=x>",
       "tasks": [\(list)],
       "gram": [["4", "-1", "-1", "0"], ["-1", "4", "-1", "1"], ["-1", "-1", "4", "1"],
                ["0", "1", "1", "4"]]}
      """, as: "case.json")
    let (page, html) = try page([file])
    #expect(page.tags["script"] == nil && page.tags["img"] == nil && page.tags["b"] == nil)
    #expect(page.text.contains("<script>alert(1)</script>"))
    #expect(page.text.contains("</p><img src=x>"))
    #expect(page.text.contains("a&amp;b</td>{{title}}") && page.text.contains("\"onload=\"x"))
    // An accent may not hide a quotation mark from the escaping.
    #expect(!html.unicodeScalars.contains("\u{301}") && html.contains("\\u0301"))
    #expect(!page.attributes.contains("onload"))
  }

  @Test func resamplesAreDrawn() throws {
    let csv = Command.packageFolder.appendingPathComponent("docs/tutorial.csv").path
    let (page, _) = try page(
      [csv, "--targets", "wear,noise,output,energy", "--resamples", "20", "--quiet"])
    #expect(page.text.contains("Resampled 20 times") && page.text.contains("unstable"))
  }

  @Test func badChoicesAreUsageErrors() throws {
    let scratch = try TemporaryFolder()
    let figure = Command.cases + "/paper/figure-1.json"
    for arguments in [
      [figure, "--report", scratch.path("x.pdf")],
      [figure, figure, "--report", scratch.path("x.html")],
      [figure, "--conditions-only", "--report", scratch.path("x.html")],
      [figure, "--method", "floating", "--report", scratch.path("x.html")],
    ] {
      let result = try Command.run(["check"] + arguments)
      #expect(result.status == 64 && result.errors.contains("--report"), "\(result.errors)")
    }
    let files = try FileManager.default.contentsOfDirectory(atPath: scratch.url.path)
    #expect(files.isEmpty)
    let nowhere = scratch.path("none/x.html")
    #expect(try Command.run(["check", figure, "--report", nowhere]).status == 74)
  }
}

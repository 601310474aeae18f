import Learning
import Surfaces

/// A figure of the paper computed again: its data, and what the paper says about it beside what was
/// measured. Everything in it comes from the run.
package struct Reproduction: Sendable {
  /// The figures.
  package enum Figure: String, Sendable, CaseIterable {
    /// The feasible region of three tasks as four surfaces (section 3.1, Appendix A.1).
    case one = "figure-1"
    /// The optimum of each surface, and the gradients where surfaces meet.
    case two = "figure-2"
    /// Real data: 100,000 weightings, MGDA and MGDA-UB (section 5).
    case three = "figure-3"
    /// The same with 300 initialisations of each optimiser (Appendix D.2).
    case four = "figure-4"
    /// The same with randomised networks (Appendix D.3).
    case five = "figure-5"
  }

  /// The figure.
  package let figure: Figure
  /// What was computed, in one or two sentences.
  package let setting: String
  /// The data, one file each.
  package let tables: [DataTable]
  /// The comparison.
  package let facts: [ReproducedFact]
  /// What a picture shows.
  package let picture: FrontPicture

  /// Creates a reproduction.
  package init(
    figure: Figure, setting: String, tables: [DataTable], facts: [ReproducedFact],
    picture: FrontPicture
  ) {
    self.figure = figure
    self.setting = setting
    self.tables = tables
    self.facts = facts
    self.picture = picture
  }
}

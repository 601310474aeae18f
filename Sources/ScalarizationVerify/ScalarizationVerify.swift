// One import for a program that decides cases: files, verdicts with evidence, certificates and
// their checker, and the numbers in them. Experiments and claims are modules of their own.
@_exported import Cases
@_exported import Certificates
@_exported import Exact
@_exported import ExactJSON
@_exported import Floating
@_exported import Intervals
@_exported import Learning
@_exported import Surfaces
@_exported import Verify

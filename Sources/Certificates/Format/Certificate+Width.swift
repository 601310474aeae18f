extension Certificate {
  /// The width of the hidden layer.
  public enum Width: String, Sendable, CaseIterable {
    /// One hidden unit: a direction u stands for the point v_i = u_i^2 / (u^T Q u), to be
    /// maximised.
    case one = "1"
    /// One unit fewer than tasks: a direction u stands for t - v with the same v, which is to be
    /// minimised.
    case allButOne = "k-1"
  }
}

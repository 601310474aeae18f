import ArgumentParser
import Learning

extension LossUnits: ExpressibleByArgument {}
extension GradientNormalisation: ExpressibleByArgument {}
extension MGDAOptions.Convention: ExpressibleByArgument {}
extension MGDAOptions.Solver: ExpressibleByArgument {}

/// Rules whose point is a mean of their steps.
let averagingFamily = ReferenceFamily()

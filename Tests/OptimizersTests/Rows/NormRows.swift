/// Rules that look at the length of the gradient or of the point.
let normFamily = ReferenceFamily(
  withoutReference: ["normalized": "one division; worked by hand in HandWorkedSteps"]
)

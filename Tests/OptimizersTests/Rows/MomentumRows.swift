/// Ways to remember velocity.
let momentumFamily = ReferenceFamily()

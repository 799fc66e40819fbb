/// Rules that look at signs.
let signFamily = ReferenceFamily()

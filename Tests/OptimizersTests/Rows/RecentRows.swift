/// Rules of recent years that act on each coordinate.
let recentFamily = ReferenceFamily()

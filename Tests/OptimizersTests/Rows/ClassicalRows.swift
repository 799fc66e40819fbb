/// Line searches, conjugate gradients, trust regions, proximal and derivative-free methods.
let classicalFamily = ReferenceFamily()

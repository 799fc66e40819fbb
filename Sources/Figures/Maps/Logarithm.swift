#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The natural logarithm, for places on a page.
func logarithm(_ number: Double) -> Double { log(number) }

/// The exponential function, for places on a page.
func exponential(_ number: Double) -> Double { exp(number) }

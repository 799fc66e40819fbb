internal import CCairo

/// What the bytes of a figure depend on besides Descent: the names and versions of the libraries that paint it.
public var paintingLibraries: String {
  var (major, minor, patch): (FT_Int, FT_Int, FT_Int) = (0, 0, 0)
  var library: FT_Library?
  if FT_Init_FreeType(&library) == 0 {
    FT_Library_Version(library, &major, &minor, &patch)
    FT_Done_FreeType(library)
  }
  let cairo = String(cString: cairo_version_string())
  let zlib = String(cString: zlibVersion())
  return "cairo \(cairo), FreeType \(major).\(minor).\(patch), zlib \(zlib)"
}

"""The tests; a package, since one of the libraries in use brings a folder of this name along."""

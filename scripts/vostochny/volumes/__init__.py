"""Calls to barrels, with how sure: arrays in, arrays out, every random number from a seed passed in."""

MODEL_VERSION = "2.0"
# Of the standard run, which every build makes; kept free of imports for the command line.
DEFAULT_SEED = 43
DEFAULT_DRAWS = 100_000

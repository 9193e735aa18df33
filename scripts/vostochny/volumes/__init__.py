"""Calls to barrels, with how sure: arrays in, arrays out, every random number from a seed passed in."""

MODEL_VERSION = "2.0"

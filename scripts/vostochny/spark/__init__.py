"""Past one machine: the same rules and the same volume model over tables that Spark reads."""

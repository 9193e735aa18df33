"""From a contributor's answers or a published list to checked rows, each in its place in data/, or to none."""

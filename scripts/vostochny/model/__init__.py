"""What the dataset is: the only room that reads schemas/; every other room asks it."""

"""The formats of the release, one file each."""

"""The record as files to download: one small file a format, one a vocabulary, one manifest of them all."""

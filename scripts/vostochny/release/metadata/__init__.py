"""The release as catalogues and citation tools describe it: one small file a vocabulary, all from schemas/."""

"""Whether a release may be published: conditions that block it or warn, with what each found."""

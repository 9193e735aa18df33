"""The releases of the record: their versions, and what each changed."""

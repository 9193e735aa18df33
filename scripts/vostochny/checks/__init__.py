"""Is it right? The form of the files, their shape (Frictionless), the rules (Great Expectations), the numbers."""

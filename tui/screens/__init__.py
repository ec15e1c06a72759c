"""The screens, one module each beside its .tcss."""

"""Commands and manifests in code blocks: the placeholders to fill in, and whether they parse."""

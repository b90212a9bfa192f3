"""Pictures of the course as pages show them: how large they are, and smaller ones in their place."""

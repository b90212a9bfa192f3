"""The course for a learning management system (LMS): self-contained HTML pages, and a Common Cartridge."""

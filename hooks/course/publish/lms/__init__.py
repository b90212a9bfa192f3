"""The course for a learning management system: pages that stand alone, and a Common Cartridge of them."""

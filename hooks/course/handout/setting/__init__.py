"""The article of a built page, set on paper: HTML in, Typst and a PDF out."""

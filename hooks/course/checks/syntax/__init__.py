"""Whether commands and manifests in code blocks parse, read as leniently as lecturers write them."""

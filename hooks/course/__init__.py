"""The core: lecture sessions in GitHub Markdown, read, checked and compared. It never imports MkDocs."""

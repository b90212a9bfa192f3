"""The types of files that a course offers for download, unless its settings say others."""

from __future__ import annotations

_DOWNLOADS = (
    "yaml yml json toml ini cfg conf properties env.example xml csv tsv txt log sql proto graphql "
    "sh bash zsh ps1 bat cmd py ipynb ts tsx jsx java kt go rs c h cpp cs rb php lua r swift scala groovy "
    "tf tfvars hcl rego tpl tmpl j2 patch diff http rest pdf zip gz tgz tar 7z docx xlsx pptx odt ods odp "
    "hwp hwpx drawio excalidraw puml mmd Dockerfile Makefile Jenkinsfile Vagrantfile Procfile LICENSE CNAME"
)


#: Endings, or whole file names, of downloads unless the settings list others.
DOWNLOAD_TYPES = tuple(_DOWNLOADS.split())

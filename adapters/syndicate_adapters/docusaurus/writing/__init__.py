"""Posts, headers and sites written for Docusaurus."""

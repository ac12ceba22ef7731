"""MDX and Markdown as Docusaurus reads them: what is found before the parser runs, and what it means."""

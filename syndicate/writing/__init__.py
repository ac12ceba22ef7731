"""What the writers of all engines share: links, places of files, header values, languages, authors.

Each module is a set of plain functions and values; a writer uses those that its engine needs.
`links.Relinker` is what `body.render` takes as `relink`; `header.as_read` tells what the new engine
would read where a header stays as it is.
"""

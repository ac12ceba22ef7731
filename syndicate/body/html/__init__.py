"""HTML from the body: rendered by one table, cleaned by an allow-list, complete in itself."""

from syndicate.body.html.addresses import encoded
from syndicate.body.html.article import Article, article_of
from syndicate.body.html.dialect import HTML, HTML_WITH_PLAYERS
from syndicate.body.html.marks import inert, legal

__all__ = ["HTML", "HTML_WITH_PLAYERS", "Article", "article_of", "encoded", "inert", "legal"]

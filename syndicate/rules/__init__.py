"""What a site says to `syndicate` itself, in its file `syndicate.toml`."""

from syndicate.rules.file import NAME, RulesFile, read_rules_file
from syndicate.rules.site import read_wishes, with_rules
from syndicate.rules.words import review_words

__all__ = ["NAME", "RulesFile", "read_rules_file", "read_wishes", "review_words", "with_rules"]

"""The value of an expression where a template stands."""

from __future__ import annotations

from liquid import RenderContext, StrictUndefined
from liquid.builtin.expressions import FilteredExpression, tokenize
from liquid.stream import TokenStream
from liquid.token import TOKEN_EXPRESSION, Token

from syndicate_adapters.jekyll.liquid.values import Unknown


def value_of(expression: str, context: RenderContext) -> object:
    """What a name or a literal stands for, filters applied. Raises Unknown and LiquidError."""
    token = Token(TOKEN_EXPRESSION, expression, 0, expression)
    stream = TokenStream(tokenize(expression, token))
    value: object = FilteredExpression.parse(context.env, stream).evaluate(context)
    if isinstance(value, StrictUndefined):
        raise Unknown(f"{expression} is not known")
    return value

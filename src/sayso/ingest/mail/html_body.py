"""The words of a message that was written as HTML."""

from __future__ import annotations

from sayso.ingest.pages.markup import parse_markup, visible_text

# Where mail programs put what is answered to, and signatures.
_QUOTATIONS = (
    "//blockquote[@type='cite']",
    "//*[contains(concat(' ', @class, ' '), ' gmail_quote ')]",
    "//*[contains(concat(' ', @class, ' '), ' moz-cite-prefix ')]",
    "//*[contains(concat(' ', @class, ' '), ' yahoo_quoted ')]",
    "//*[contains(concat(' ', @class, ' '), ' protonmail_quote ')]",
)
_SIGNATURES = (
    "//*[contains(concat(' ', @class, ' '), ' gmail_signature ')]",
    "//*[contains(concat(' ', @class, ' '), ' moz-signature ')]",
    "//*[@id='Signature']",
)


def html_words(source: str, *, forward: bool) -> str:
    """The visible words, without signature and, unless the message is a `forward`, quotations.

    Raises:
        UnreadableError: for HTML that cannot be parsed.
    """
    tree = parse_markup(source)
    if tree is None:
        return ""
    for path in _SIGNATURES if forward else (*_SIGNATURES, *_QUOTATIONS):
        for element in tree.xpath(path):
            if element.getparent() is not None:
                element.drop_tree()
    return visible_text(tree)

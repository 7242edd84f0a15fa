"""Pages that hold text but no article, and articles that look a little like them."""

from __future__ import annotations

import time

import pytest

from sayso.ingest.pages.html import read_page
from sayso.ingest.pages.no_article import marks, why_no_article
from sayso.ingest.unreadable import UnreadableError

SENTENCES = (
    "Soldiers entered the town of Harim before dawn on Tuesday, residents said.",
    "The governor denied that anyone had been hurt in the raid on the market.",
    "Shops stayed shut all day while armoured vehicles stood at the northern gate.",
    "A doctor at the clinic said that he had treated nine people for burns.",
    "The army spokesman said the operation would go on for several days.",
)
TEASERS = (
    ("Soldiers enter Harim before dawn", "The two sides met for an hour on Monday, he said."),
    ("Governor denies raid hurt anyone", "Trucks with flour waited at the crossing all night."),
    ("Nine treated for burns at clinic", "Judges read the verdict to an empty hall at noon."),
    ("Army says operation goes on", "Farmers in the valley counted craters in their wheat."),
    ("Talks resume in the capital today", "A clerk said that pay had not come for months."),
    ("Rebels hold bridge a second day", "Boats crossed the river below the bridge at night."),
    ("Aid convoy turned back at gate", "Drivers slept in their cabs beside the road."),
)
PARAGRAPHS = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
CARDS = "".join(
    f"<div class='card'><h3><a href='/n/{n}'>{title}</a></h3><p>{text} "
    f"<a href='/n/{n}'>Read more</a></p></div>"
    for n, (title, text) in enumerate(TEASERS)
)


def page(body: str) -> str:
    sections = ("World", "Politics", "Business", "Sport", "Opinion", "Culture", "Video")
    items = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in sections)
    return (
        "<html lang='en'><head><title>Harim Post</title></head><body><header><a href='/'>Home</a>"
        f"<nav><ul>{items}</ul></nav></header>{body}<footer><ul><li><a href='/terms'>Terms of use"
        "</a></li></ul><p>© 2016 Harim Post. All rights reserved.</p></footer></body></html>"
    )


@pytest.mark.parametrize(
    "body",
    [
        CARDS,
        "".join(
            f"<article><h2><a href='/n/{n}'>{title}</a></h2><p>{text}</p></article>"
            for n, (title, text) in enumerate(TEASERS)
        ),
        "<main><ul>"
        + "".join(
            f"<li><a href='/n/{n}'>{title}</a> <time>3 August 2016</time></li>"
            for n, (title, _) in enumerate(TEASERS)
        )
        + "</ul></main>",
        "<main>"
        + "".join(
            f"<a href='/n/{n}'><h3>{title}</h3><p>{text}</p></a>"
            for n, (title, text) in enumerate(TEASERS)
        )
        + "</main>",
        "<main><h1>Tag: Harim</h1><ul>"
        + "".join(
            f"<li><a href='/n/{n}'>{title}</a><span>{text}</span></li>"
            for n, (title, text) in enumerate(TEASERS)
        )
        + "</ul></main>",
    ],
)
def test_a_list_of_teasers_is_no_article(body: str) -> None:
    with pytest.raises(UnreadableError, match="list of links"):
        read_page(page(body))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (
            (
                "<div id='consent'><h2>Your privacy matters</h2><p>We and our 842 partners store "
                "and access data, like browsing data or unique identifiers, on your device.</p>"
                "<p>You can change your choice at any time by clicking Manage preferences.</p>"
                "<button>I accept</button></div>"
            ),
            "consent",
        ),
        (
            (
                "<main><h1>404</h1><p>Page not found. The page that you were looking for could "
                "not be found. It may have been moved.</p><p><a href='/'>Back</a></p></main>"
            ),
            "not found",
        ),
        (
            "<main><noscript>Please enable JavaScript to view this page.</noscript></main>",
            "scripts",
        ),
        (
            (
                "<main><h1>Log in</h1><form><input name='e'></form><p>Forgot your password? "
                "Create an account to comment on stories and to receive our newsletter.</p></main>"
            ),
            "log in",
        ),
    ],
)
def test_a_page_in_an_articles_place_is_no_article(body: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason) as raised:
        read_page(page(body))
    assert raised.value.reason.startswith("the page holds no article")
    assert raised.value.remedy


@pytest.mark.parametrize(
    ("body", "first", "last"),
    [
        (f"<article><h1>Harim</h1>{PARAGRAPHS}</article>", SENTENCES[0], SENTENCES[-1]),
        (
            f"<article><h1>Harim</h1>{PARAGRAPHS}</article><aside>{CARDS}</aside>",
            SENTENCES[0],
            SENTENCES[-1],
        ),
        (
            f"<article><h1>Harim</h1>{PARAGRAPHS}</article><section>{CARDS}</section>",
            SENTENCES[0],
            SENTENCES[-1],
        ),
        (
            "<article>"
            + "".join(
                f"<p>{text} It was told by the <a href='https://x.example/{n}'>Post</a>.</p>"
                for n, text in enumerate(SENTENCES)
            )
            + "</article>",
            SENTENCES[0],
            SENTENCES[-1],
        ),
        (
            "<article><h1>Live: Harim</h1>"
            + "".join(
                f"<div><h2>1{n}:05</h2><p>{text} {text}</p><a href='#post{n}'>Share</a></div>"
                for n, text in enumerate(SENTENCES)
            )
            + "</article>",
            SENTENCES[0],
            SENTENCES[-1],
        ),
        (
            "<article><h1>Week in brief</h1>"
            + "".join(f"<h3>{title}</h3><p>{text}</p>" for title, text in TEASERS)
            + "</article>",
            TEASERS[0][1],
            TEASERS[-1][1],
        ),
        (
            (
                f"<article><h1>Harim</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p></article>"
                "<div class='wall'><p>Subscribe to read the full story.</p></div>"
            ),
            SENTENCES[0],
            SENTENCES[1],
        ),
        (
            (
                "<article><h1>Court rules on cookies</h1><p>Sites may not say that we use cookies "
                f"and leave it there, the court said.</p>{PARAGRAPHS}</article>"
            ),
            SENTENCES[0],
            SENTENCES[-1],
        ),
        (f"<main><h1>Flash</h1><p>{SENTENCES[0]}</p></main>", SENTENCES[0], SENTENCES[0]),
    ],
)
def test_articles_are_kept(body: str, first: str, last: str) -> None:
    text = read_page(page(body)).text
    assert first in text
    assert last in text


def test_a_short_article_is_read_without_the_words_around_it() -> None:
    text = read_page(page(f"<main><h1>Flash</h1><p>{SENTENCES[0]}</p></main>")).text
    assert text == f"Flash\n\n{SENTENCES[0]}"


@pytest.mark.parametrize("mark", marks(), ids=lambda mark: mark.words)
def test_every_mark_is_in_its_example(mark: object) -> None:
    example, words = getattr(mark, "example", ""), getattr(mark, "words", "")
    assert words in example.casefold()
    assert why_no_article(example, ()) is not None
    assert why_no_article(f"{example}\n\n{' '.join(SENTENCES)}", ()) is None


def test_a_page_of_links_without_end_takes_little_time() -> None:
    links = "".join(
        f"<div><a href='/{n}'>Soldiers enter Harim {n}</a></div>" for n in range(4_000)
    )
    begun = time.perf_counter()
    with pytest.raises(UnreadableError, match="list of links"):
        read_page(page(f"<main>{links}</main>"))
    assert time.perf_counter() - begun < 20

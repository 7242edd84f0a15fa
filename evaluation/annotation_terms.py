"""The terms of the W3C's context for Web Annotations that sayso uses, pinned, for use offline."""

from __future__ import annotations

from typing import Any

from sayso.export.formats.webannotation.checking import MOTIVATIONS
from sayso.export.formats.webannotation.item import CONTEXT

_OA = "http://www.w3.org/ns/oa#"
_AS = "https://www.w3.org/ns/activitystreams#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_DC = "http://purl.org/dc/elements/1.1/"
_FOAF = "http://xmlns.com/foaf/0.1/"

_CLASSES = {
    name: f"{_OA}{name}"
    for name in (
        *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector"),
        *("TextPositionSelector", "TimeState"),
    )
}
_LINKS = {
    "body": f"{_OA}hasBody",
    "target": f"{_OA}hasTarget",
    "source": f"{_OA}hasSource",
    "selector": f"{_OA}hasSelector",
    "state": f"{_OA}hasState",
    "cached": f"{_OA}cachedSource",
    "generator": f"{_AS}generator",
    "first": f"{_AS}first",
    "partOf": f"{_AS}partOf",
}
_NUMBERS = {
    "start": f"{_OA}start",
    "end": f"{_OA}end",
    "startIndex": f"{_AS}startIndex",
    "total": f"{_AS}totalItems",
}
_MOMENTS = {name: f"{_OA}{name}" for name in ("sourceDate", "sourceDateStart", "sourceDateEnd")}

TERMS: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    "AnnotationCollection": f"{_AS}OrderedCollection",
    "AnnotationPage": f"{_AS}OrderedCollectionPage",
    "Software": f"{_AS}Application",
    **_CLASSES,
    **{name: f"{_OA}{name}" for name in MOTIVATIONS},
    "motivation": {"@id": f"{_OA}motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": f"{_OA}hasPurpose", "@type": "@vocab"},
    **{name: {"@id": iri, "@type": "@id"} for name, iri in _LINKS.items()},
    **{n: {"@id": iri, "@type": f"{_XSD}nonNegativeInteger"} for n, iri in _NUMBERS.items()},
    **{n: {"@id": iri, "@type": f"{_XSD}dateTime"} for n, iri in _MOMENTS.items()},
    "items": {"@id": f"{_AS}items", "@type": "@id", "@container": "@list"},
    "exact": f"{_OA}exact",
    "prefix": f"{_OA}prefix",
    "suffix": f"{_OA}suffix",
    "value": f"{_RDF}value",
    "format": f"{_DC}format",
    "label": f"{_RDFS}label",
    "name": f"{_FOAF}name",
}


def load(address: str, _options: object) -> dict[str, Any]:
    """What a JSON-LD processor gets for the context's address; any other is refused."""
    assert address == CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": {"@context": TERMS},
    }

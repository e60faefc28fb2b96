"""A film in schema.org's words."""

from urllib.parse import urljoin

from common.json_ld import agency_of, page_about, thing


def video_object(facts):
    """What search engines ask of a film: its picture, length, words, and where it plays."""
    film = facts["film"]
    base = facts["full_url"]
    return page_about(
        "VideoObject",
        facts,
        uploadDate=facts["published_at"],
        thumbnailUrl=urljoin(base, facts["image"]["url"]) if facts["image"] else None,
        duration=_duration(facts["seconds"]),
        contentUrl=urljoin(base, film["file"]["url"]) if film["file"] else None,
        embedUrl=film["player"] or urljoin(base, film["embed_url"]),
        encodingFormat=film["file"]["type"] if film["file"] else None,
        caption=[
            thing(
                "MediaObject",
                encodingFormat="text/vtt",
                inLanguage=track["language"],
                contentUrl=urljoin(base, track["url"]),
            )
            for track in film["tracks"]
        ],
        transcript=facts["transcript"],
        copyrightHolder=thing("Organization", name=facts["rights_holder"])
        if facts["rights_holder"]
        else None,
        copyrightYear=facts["made_in"],
        publisher=agency_of(facts),
    )


def _duration(seconds):
    """612 → PT10M12S"""
    return f"PT{seconds // 60}M{seconds % 60}S" if seconds else None

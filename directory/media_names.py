"""Names of files and titles as people typed or pasted them, made safe to show and to store."""

import os
import unicodedata

LONGEST_NAME = 70
# Not allowed in file names by one system or another.
UNSAFE = str.maketrans({character: "_" for character in '<>:"|?*'})


def plain_text(text):
    """The text in one line, composed (NFC), without what cannot be seen.

    Control and format characters go, among them those that turn the direction of writing: with
    one of them ``안내‮fdp.exe`` reads as a PDF. Ordinary spaces stay; Korean stays as it is.
    """
    text = unicodedata.normalize("NFC", text or "")
    visible = (" " if character.isspace() else character for character in text)
    kept = (character for character in visible if unicodedata.category(character)[0] != "C")
    return " ".join("".join(kept).split())


def file_name(name):
    """The last part of the path, plain, with its extension in small letters; never empty or hidden."""
    name = plain_text(name).replace("\\", "/").rsplit("/", 1)[-1].translate(UNSAFE)
    stem, extension = os.path.splitext(name.strip(" ."))
    extension = extension.lower()
    stem = stem.strip(" .")[: LONGEST_NAME - len(extension)] or "file"
    return stem + extension

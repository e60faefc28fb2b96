"""Files of the sample; where they come from stands in the README beside them."""

from pathlib import Path

SAMPLE_FILMS = {extension: Path(__file__).parent / f"sample.{extension}" for extension in ("mp4", "webm")}

"""Make an uploaded picture anew: a square WebP without anything that was not seen.

What a file claims is looked at before anything is decoded: its first bytes say
its kind, its header its size. Nothing of the file itself is kept.
"""

from __future__ import annotations

import asyncio
import functools
import io
import struct
import warnings
import zlib

from PIL import Image, ImageCms, ImageOps

from microblog_server.errors import BadRequestError

SIDE = 512
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 16_384
_AT_ONCE = 1
_QUALITY = 90
# What Pillow raises for files that are broken in one way or another.
_BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    NotImplementedError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


class PictureRefusedError(BadRequestError):
    """The text says what is wrong with it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(f"The picture {sentence}.", fields={"body": sentence})


class Pictures:
    """Decodes in a thread, one at a time: each takes its memory."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def make_anew(self, content: bytes) -> bytes:
        """Raise `PictureRefusedError` for what is no picture, or too large a one."""
        kind = sniffed(content)
        async with self._turns:
            return await asyncio.to_thread(_make_anew, content, kind)


def sniffed(content: bytes) -> str:
    """What the bytes are, whatever the request called them."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WEBP"
    raise PictureRefusedError("must be a PNG, JPEG, WebP or GIF file")


@functools.lru_cache(maxsize=256)
def resized(image: bytes, side: int) -> bytes:
    """The same picture smaller; the sizes that are asked for again and again are kept a while."""
    if side == SIDE:
        return image
    with Image.open(io.BytesIO(image), formats=["WEBP"]) as picture:
        return _encoded(picture.resize((side, side), Image.Resampling.LANCZOS))


def _make_anew(content: bytes, kind: str) -> bytes:
    try:
        with warnings.catch_warnings():
            # Pillow warns of sizes that we look at ourselves, and of oddities that do no harm.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=[kind]) as picture:
                _check_size(*picture.size)
                # A large JPEG need not be decoded in full.
                picture.draft("RGB", (2 * SIDE, 2 * SIDE))
                return _encoded(_square(picture))
    except _BROKEN as error:
        raise PictureRefusedError("cannot be read") from error


def _check_size(width: int, height: int) -> None:
    if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
        raise PictureRefusedError(f"has too many pixels; at most {_MOST_PIXELS // 1_000_000} million are read")


def _square(picture: Image.Image) -> Image.Image:
    """The first frame, upright, its middle, in colours that every screen knows."""
    profile = picture.info.get("icc_profile")
    upright = ImageOps.exif_transpose(picture)
    has_alpha = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    plain = upright.convert("RGBA" if has_alpha else "RGB")
    small = ImageOps.fit(plain, (SIDE, SIDE), Image.Resampling.LANCZOS)
    return _in_srgb(small, profile) if isinstance(profile, bytes) and upright.mode in ("RGB", "RGBA") else small


def _in_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        # A broken profile says nothing; without one a picture counts as sRGB.
        return picture
    return picture if converted is None else converted


def _encoded(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    # Nothing of the source but its pixels.
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    bare.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()

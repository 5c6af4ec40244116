"""Uploaded pictures are made anew, and bombs are not decoded (microblog_server/pictures/decoding.py)."""

from __future__ import annotations

import asyncio
import io
import struct
import tracemalloc
import zlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from microblog_server.pictures.decoding import SIDE, PictureRefusedError, Pictures, resized, sniffed

_RED, _BLUE = (220, 20, 20), (20, 20, 220)


def _file(kind: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """Left half red, right half blue."""
    image = Image.new("RGB", size, _RED)
    image.paste(_BLUE, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


async def _anew(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(await Pictures().make_anew(content)))
    image.load()
    assert (image.format, image.size) == ("WEBP", (SIDE, SIDE))
    return image


def _is_near(image: Image.Image, place: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    pixel = image.convert("RGB").getpixel(place)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
async def test_the_middle_of_each_kind_becomes_a_square(kind: str) -> None:
    content = _file(kind)
    assert sniffed(content) == kind
    image = await _anew(content)
    assert _is_near(image, (100, 256), _RED)
    assert _is_near(image, (412, 256), _BLUE)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"BM" + b"\0" * 60,
        b"II*\0" + b"\0" * 60,
        b"%PDF-1.7",
        b"\0" * 20,
    ],
)
async def test_other_kinds_are_refused(content: bytes) -> None:
    with pytest.raises(PictureRefusedError, match="must be a PNG, JPEG, WebP or GIF file"):
        await Pictures().make_anew(content)


async def test_what_a_camera_turned_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 3
    image = await _anew(_file("JPEG", exif=exif))
    assert _is_near(image, (100, 256), _BLUE)


async def test_nothing_of_the_file_but_its_pixels_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    gps = exif.get_ifd(0x8825)
    gps[1] = "N"
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "a secret place")
    for content in (
        _file("JPEG", exif=exif, comment=b"a secret place"),
        _file("PNG", exif=exif, pnginfo=text),
        _file("WEBP", exif=exif, xmp=b"a secret place"),
        _file("GIF", comment=b"a secret place"),
        _file("PNG") + b"a secret place",
    ):
        made = await Pictures().make_anew(content)
        assert b"secret" not in made
        image = Image.open(io.BytesIO(made))
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()


async def test_of_an_animation_the_first_frame_is_kept() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in (_RED, _BLUE)]
    for kind in ("GIF", "WEBP", "PNG"):
        out = io.BytesIO()
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=100)
        image = await _anew(out.getvalue())
        assert getattr(image, "n_frames", 1) == 1
        assert _is_near(image, (256, 256), _RED)


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "I;16", "CMYK", "YCbCr"])
async def test_all_modes_of_colour_can_be_read(mode: str) -> None:
    image = Image.new(mode, (30, 30))
    out = io.BytesIO()
    image.save(out, "JPEG" if mode in ("CMYK", "YCbCr") else "PNG")
    made = await _anew(out.getvalue())
    assert made.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def _png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that would be unpacked to as many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * min(width * height * 3, 10_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(50_000, 50_000), (7_200, 7_200), (60_000, 1), (1, 2**31 - 1)])
async def test_a_bomb_is_refused_before_it_is_unpacked(size: tuple[int, int]) -> None:
    content = _png_that_claims(*size)
    tracemalloc.start()
    try:
        with pytest.raises(PictureRefusedError, match=r"has too many pixels|cannot be read"):
            await Pictures().make_anew(content)
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


async def test_text_in_a_png_that_unpacks_to_gigabytes_is_refused() -> None:
    packed = zlib.compress(b"a" * 80_000_000, 9)
    content = b"Comment\0\0" + packed
    chunk = struct.pack(">I", len(content)) + b"zTXt" + content + struct.pack(">I", zlib.crc32(b"zTXt" + content))
    plain = _file("PNG")
    with pytest.raises(PictureRefusedError):
        await Pictures().make_anew(plain[:33] + chunk + plain[33:])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP", "GIF"])
def test_broken_files_are_refused_and_nothing_else_happens(kind: str) -> None:
    whole = _file(kind)

    @settings(max_examples=120, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.integers(0, len(whole) - 1), st.binary(min_size=0, max_size=12), st.booleans())
    def break_it(place: int, inserted: bytes, is_cut: bool) -> None:
        content = whole[:place] + inserted + (b"" if is_cut else whole[place + len(inserted) :])
        try:
            made = asyncio.run(Pictures().make_anew(content))
        except PictureRefusedError:
            return
        assert Image.open(io.BytesIO(made)).size == (SIDE, SIDE)

    break_it()


async def test_a_large_photo_is_read() -> None:
    assert _is_near(await _anew(_file("JPEG", (8000, 6000))), (100, 256), _RED)


async def test_smaller_sizes_are_made_of_the_whole() -> None:
    made = await Pictures().make_anew(_file("PNG"))
    small = Image.open(io.BytesIO(resized(made, 32)))
    assert (small.format, small.size) == ("WEBP", (32, 32))
    assert resized(made, SIDE) is made


async def test_colours_of_another_space_become_those_of_screens() -> None:
    """A profile is used, then dropped; a broken one counts as none."""
    swapped = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = swapped.find(b"rXYZ"), swapped.find(b"bXYZ")
    swapped[red : red + 4], swapped[blue : blue + 4] = b"bXYZ", b"rXYZ"
    assert _is_near(await _anew(_file("PNG", icc_profile=bytes(swapped))), (100, 256), _BLUE)
    assert _is_near(await _anew(_file("PNG", icc_profile=b"no profile")), (100, 256), _RED)

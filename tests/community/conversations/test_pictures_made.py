"""A picture is made anew: upright, small, and with nothing of camera or place left; what is no picture is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image

from community.conversations.pictures import LARGEST_FILE, make
from community.kit.gate import Refused
from tests.community.conversations.pictures import SECRETS, opened, photograph, written


def made(content: bytes):
    return make(io.BytesIO(content), len(content))


def test_nothing_of_camera_or_place_is_left():
    original = photograph(1000, 500)
    assert all(secret in original for secret in SECRETS)
    picture = made(original)
    for content in (picture.large, picture.small):
        assert not any(secret in content for secret in SECRETS)
        assert not any(chunk in content for chunk in (b"EXIF", b"XMP ", b"ICCP", b"Exif"))
        again = opened(content)
        assert again.format == "WEBP"
        assert not again.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(again.info)


def test_it_stands_upright_and_keeps_its_colours():
    picture = made(photograph(1000, 500))
    assert (picture.width, picture.height) == (500, 1000)
    large = opened(picture.large).convert("RGB")
    assert large.size == (500, 1000)
    red, white = large.getpixel((250, 100)), large.getpixel((250, 900))
    assert red[0] > 200
    assert red[1] < 60
    assert min(white) > 240


def test_two_forms_of_bounded_size():
    picture = made(written(Image.effect_noise((3000, 2000), 80).convert("RGB"), "JPEG"))
    assert (picture.width, picture.height) == (1600, 1067)
    assert opened(picture.small).size == (480, 320)
    small = made(written(Image.new("RGB", (40, 30)), "PNG"))
    assert (small.width, small.height) == (40, 30)


@pytest.mark.parametrize(
    ("mode", "kind", "how"),
    [
        ("RGB", "WEBP", {"lossless": True}),
        ("RGBA", "PNG", {}),
        ("P", "PNG", {"transparency": 0}),
        ("L", "JPEG", {}),
        ("CMYK", "JPEG", {}),
        ("I;16", "PNG", {}),
        ("1", "PNG", {}),
        ("P", "GIF", {"save_all": True, "append_images": [Image.new("P", (40, 30), 1)]}),
    ],
)
def test_all_the_ways_a_picture_may_be_written(mode, kind, how):
    picture = made(written(Image.new(mode, (40, 30)), kind, **how))
    assert (picture.width, picture.height) == (40, 30)
    assert getattr(opened(picture.large), "n_frames", 1) == 1  # of a moving one the first frame


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is this large, in a few hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9999)) + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize("size", [(8000, 5001), (10_000, 10_000), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_not_unpacked(size, monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("it was unpacked"))
    with pytest.raises(Refused) as refused:
        made(bomb(*size))
    assert (refused.value.code, refused.value.field) == ("picture_too_large", "picture")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"%PDF-1.4 %%EOF",
        written(Image.new("RGB", (40, 30)), "TIFF"),
        written(Image.new("RGB", (40, 30)), "BMP"),
        photograph()[:400],
        b"GIF89a" + b"\xff" * 200,
        bomb(200, 200),  # it ends too soon
    ],
)
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Refused) as refused:
        made(content)
    assert (refused.value.code, refused.value.field) == ("picture_unreadable", "picture")


def test_a_file_over_ten_megabytes_is_not_opened():
    with pytest.raises(Refused) as refused:
        make(io.BytesIO(photograph()), LARGEST_FILE + 1)
    assert refused.value.code == "picture_too_large"

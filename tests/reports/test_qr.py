"""QR codes: the modules of the standard, whatever draws them."""

import io
import re
from xml.etree import ElementTree

import pytest
import segno
import typst
from PIL import Image

from assessment.reports.qr import QUIET, svg

ADDRESSES = ["https://peegel.ee/a/KMPX-4TRA", "http://localhost:8501/r/" + "x9_-" * 8, "https://küla.ee/a/õ?lang=ru"]


def modules(address):
    """The code as the library sees it, with its quiet zone: True is dark."""
    return [[bool(module) for module in row] for row in segno.make_qr(address, error="m").matrix_iter(border=QUIET)]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_drawn_are_the_modules_of_the_address(address):
    wanted = modules(address)
    size = len(wanted)
    source = b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(sys.inputs.qr), width: 1pt * %d)" % size
    drawn = typst.compile(source, format="png", sys_inputs={"qr": svg(address)}, ppi=72 * 9)
    picture = Image.open(io.BytesIO(drawn)).convert("L")
    assert picture.size == (9 * size, 9 * size)
    found = [[picture.getpixel((9 * x + 4, 9 * y + 4)) < 128 for x in range(size)] for y in range(size)]
    assert found == wanted


def test_at_least_an_eighth_of_the_code_may_be_damaged():
    assert all(segno.make_qr(address, error="m").error in ("M", "Q", "H") for address in ADDRESSES)


def test_it_is_never_one_of_the_small_codes_that_phones_do_not_read():
    assert len(modules("a")) >= 21 + 2 * QUIET


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_scales_on_its_own_white_ground_and_carries_no_style(address):
    root = ElementTree.fromstring(svg(address))
    size = len(modules(address))
    assert root.get("viewBox") == f"0 0 {size} {size}"
    assert (root.get("width"), root.get("height")) == (None, None)
    assert root[0].attrib == {"fill": "#fff", "d": f"M0 0h{size}v{size}h-{size}z"}
    assert not re.search(r"style|script|href|url\(", svg(address))


def test_a_title_names_it_and_is_never_read_as_markup():
    root = ElementTree.fromstring(svg(ADDRESSES[0], 'Peri <b> & "küla"'))
    assert root.get("role") == "img"
    assert root[0].text == 'Peri <b> & "küla"'


def test_without_a_title_only_the_words_beside_it_are_read_aloud():
    root = ElementTree.fromstring(svg(ADDRESSES[0]))
    assert (root.get("aria-hidden"), root.get("role")) == ("true", None)

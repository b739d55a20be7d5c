"""SVG in a page of Streamlit: as images with the same words."""

from __future__ import annotations

import re
from base64 import b64decode

from assessment.reports import qr
from assessment.ui.components.drawn import as_images


def pictured(html):
    return b64decode(re.search(r"base64,([^\"]+)", html)[1]).decode()


def test_a_drawing_becomes_an_image_with_its_name_class_and_size():
    html = as_images(
        '<p>a</p><svg class="kp-x" viewBox="0 0 20 10" aria-label="A &amp; B"><path d="M0 0"/></svg><p>b</p>'
    )
    assert html.startswith('<p>a</p><img class="kp-x" alt="A &amp; B" width="20" height="10" src="data:image/svg+xml')
    assert html.endswith("<p>b</p>")
    assert '<path d="M0 0"/></svg>' in pictured(html)
    assert "prefers-color-scheme:dark" in pictured(html)


def test_what_is_hidden_from_screen_readers_stays_so():
    assert ' alt="" ' in as_images('<svg viewBox="0 0 1 1" aria-hidden="true"></svg>')


def test_a_qr_code_keeps_its_title_as_its_name():
    assert 'alt="Ava leht"' in as_images(qr.svg("https://example.ee/a/KMPX-4TRA", "Ava leht"))


def test_nothing_written_leaves_the_image():
    html = as_images('<svg aria-label="&quot; onerror=&quot;alert(1)"><text>&lt;/svg&gt;</text></svg>')
    assert 'alt="&quot; onerror=&quot;alert(1)"' in html
    assert html.count("<") == 1

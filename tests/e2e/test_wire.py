"""What goes over the wire of a round tells nothing that the rule hides: neither to the eye nor to who reads the bytes.

Two installations hold the same rounds, under the same codes, with answers that differ in nearly every count and of
which the rule releases the same (`twins.py`). So every page, sheet and message must be the same on both, byte for byte.
And none may hold a figure that is held back; that this would be seen is shown on what would be sent without the rule.
"""

from __future__ import annotations

import html
import io
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

import pytest
from google.protobuf.json_format import MessageToDict
from PIL import Image
from pypdf import PdfReader
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.typing import Subprotocol

from assessment import bootstrap
from assessment.__main__ import main
from assessment.authoring.questionnaires import load_released
from assessment.bootstrap import MAIN_QUESTIONNAIRE, EstonianClock
from assessment.codes import RandomCodes
from assessment.core.answers import round_response
from assessment.core.counts import counts_of
from assessment.core.profile import profile_of
from assessment.core.release import release
from assessment.core.released import Distribution, Release, Spread, Trends
from assessment.core.response import makes_phase
from assessment.core.round_result import RoundResult
from assessment.core.suppression import Suppressed, Thresholds
from assessment.i18n.texts import words
from assessment.journeys import round_result
from assessment.reports.round_document import document
from assessment.reports.round_html import as_html
from assessment.reports.round_pdf import meeting_report
from assessment.reports.round_report import as_json
from assessment.settings import ROOT
from assessment.storage import SqlStore, open_store
from tests.e2e import twins
from tests.e2e.apart import run_apart
from tests.e2e.protocol import is_drawn
from tests.e2e.server import App
from tests.e2e.twins import SIDES, TWINS, WORDS

JS = "text/javascript"
KEY = "a key that only these tests know, 40 signs"
PUBLIC = "https://peegel.example.ee"
CODES = RandomCodes(KEY.encode())
# One device reads both sides, so that what is drawn for it is the same.
COOKIES = f"seat={'s' * 32}; round_seat={'r' * 32}"
# New at random each time: the mark of a form that may be sent once only, a private link that is offered in the place of
# another, and the name of a file made on demand.
ONCE = re.compile(rb'(name="(?:once|new)" value=")[^"]*')
OFFERED = re.compile(rb"(/c/)[\w-]{32}")
FILE = re.compile(r"'deferredFileId': '[0-9a-f]{32}'")
LINK = re.compile(r'(?:href|src)="([^"#]+)')
STARTS = ("/a/{code}", "/r/{code}", "/c/{key}")
# Of no response that counts nothing could be told, whatever the rule.
WITH_FIGURES = [name for name in TWINS if name != "none"]
# Of a closed round with answers not only pages and sheets are sent, but pictures too.
KINDS = {False: {"text/html", "application/pdf"}, True: {"text/html", "application/pdf", "image/png", "image/svg+xml"}}
CLOSED = [name for name in WITH_FIGURES if not TWINS[name].is_open]


class Unbound(Thresholds):
    """Thresholds under which everything is shown of everybody."""

    fuller = all = 1  # type: ignore[assignment]

    def __post_init__(self) -> None:
        object.__setattr__(self, "few", 1)

    def min_answers(self, rule):
        return 1


@dataclass
class Side:
    """One installation, with all rounds."""

    app: App
    store: SqlStore
    url: str


@pytest.fixture(scope="module")
def q():
    return load_released(ROOT / "questionnaires").questionnaires[MAIN_QUESTIONNAIRE]


@pytest.fixture(scope="module")
def sides(tmp_path_factory, q) -> Iterator[list[Side]]:
    with ExitStack() as closing:
        found = []
        for side in SIDES:
            folder = tmp_path_factory.mktemp(f"side{side}")
            url = f"sqlite:///{folder}/app.db"
            store = open_store(url)
            closing.callback(store.close)
            for name in TWINS:
                twins.keep(store, EstonianClock(), CODES, q, name, side)
            app = App(folder, DATABASE_URL=url, SECRET_KEY=KEY, PUBLIC_URL=PUBLIC)
            closing.callback(app.stop)
            app.start()
            found.append(Side(app, store, url))
        yield found


def code(name):
    return CODES.share_code(twins.round_id(name))


def get(address, path):
    """The status, the kind and the bytes of what is found at a path."""
    asked = urllib.request.Request(address + path, headers={"Cookie": COOKIES, "Accept": "text/html"})
    try:
        with urllib.request.urlopen(asked, timeout=60) as answer:
            body = OFFERED.sub(rb"\1", ONCE.sub(rb"\1", answer.read()))
            return answer.status, answer.headers.get_content_type(), body
    except urllib.error.HTTPError as error:
        return error.code, error.headers.get_content_type(), error.read()


def crawled(address, name):
    """Everything that the pages of a round lead to: path -> status, kind, bytes."""
    places = {"code": code(name), "key": twins.key(name)}
    starts = [start.format(**places) for start in STARTS]
    waiting = [f"{start}?lang={language}" for start in starts for language in ("et", "en", "ru")]
    seen = {}
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen[path] = get(address, path)
        if seen[path][1] != "text/html":
            continue
        for link in LINK.findall(seen[path][2].decode()):
            link = html.unescape(link).removeprefix(PUBLIC)
            is_other = "lang=en" in link or "lang=ru" in link  # the first page of each language is enough
            if urlsplit(link).path.startswith((*starts, "/phone/")) and not is_other:
                waiting.append(link)
    return seen


def frames(address, name):
    """Every message that the Streamlit page of the result sends, without what is new in every session."""
    return run_apart(_frames(address, name))


async def _frames(address, name):
    url = address.replace("http", "ws") + "/_stcore/stream"
    headers = {"Cookie": COOKIES}
    async with connect(
        url, subprotocols=[Subprotocol("streamlit")], additional_headers=headers, max_size=None
    ) as socket:
        message = BackMsg()
        message.rerun_script.query_string = f"code={quote(code(name))}&lang=et"
        message.rerun_script.page_name = "result"
        await socket.send(message.SerializeToString())
        raw = [await socket.recv()]
        while not is_drawn(raw[-1]):
            raw.append(await socket.recv())
    return [found for one in raw if (found := _lasting(ForwardMsg.FromString(one)))]


def _lasting(message):
    """What is drawn, as text. The other messages speak of the session and the run."""
    kind = message.WhichOneof("type")
    if kind in ("new_session", "session_status_changed", "session_event", "script_finished"):
        return ""
    found = MessageToDict(message)
    for name in ("hash", "metadata"):
        found.pop(name, None)
    return FILE.sub("", repr(found))


def telling_apart(left, right):
    """Where two answers differ first, to be read in a failure."""
    at = next(
        (i for i, (one, other) in enumerate(zip(left, right, strict=False)) if one != other), min(len(left), len(right))
    )
    return left[max(0, at - 80) : at + 40], right[max(0, at - 80) : at + 40]


def counts(q, name, side):
    responses = [round_response(q, given, mode) for mode, given in twins.rows(q, name, side)]
    return counts_of(q, [one for one in responses if makes_phase(q, one)])


def without_the_rule(q, name, side) -> Release:
    """What would be shown of a round if everything were."""
    responses = [round_response(q, given, mode) for mode, given in twins.rows(q, name, side)]
    pooled = [one for one in responses if makes_phase(q, one)]
    limits = Unbound()
    return release(q, profile_of(q, pooled, limits.min_answers(q.rule)), counts_of(q, pooled), limits)


def with_the_rule(side: Side, q, name) -> Release:
    found = side.store.round(twins.round_id(name))
    return round_result.result(side.store, EstonianClock(), q, Thresholds(), found)


def hidden_figures(shown: Release, everything: Release):
    """The figures that are held back: the name of each -> the rows of numbers as which it would be written."""
    found = {}
    for domain, whole in zip(shown.domains, everything.domains, strict=True):
        if isinstance(domain.distribution, Suppressed) and isinstance(whole.distribution, Distribution):
            levels, dk = [*map(str, whole.distribution.levels)], str(whole.distribution.dk)
            beside = [text for level, number in enumerate(levels) for text in (number, str(level))]
            found[f"{domain.id}: distribution"] = [(*levels, dk), (*beside, dk)]
        if isinstance(domain.trends, Suppressed) and isinstance(whole.trends, Trends):
            numbers = (whole.trends.better, whole.trends.same, whole.trends.worse, whole.trends.dk)
            found[f"{domain.id}: trends"] = [tuple(map(str, numbers))]
        if isinstance(domain.spread, Suppressed) and isinstance(whole.spread, Spread):
            found[f"{domain.id}: AD"] = [(f"{whole.spread.ad:.5f}"[:5],)]
            found[f"{domain.id}: A"] = [(f"{whole.spread.a or 0:.5f}"[:5],)]
    return {name: rows for name, rows in found.items() if _is_unmistakable(rows[0])}


def _is_unmistakable(row):
    """Not what may stand in any text by chance: a round decimal, a row of nearly equal numbers or of few small ones."""
    if len(row) == 1:
        return row[0][-1] not in "0."
    return len(set(row)) > 2 and (len(row) > 4 or max(map(int, row)) > 3)


def figures_in(text, figures):
    """The names of the figures that a text holds."""
    tokens = [token.replace(",", ".") for token in re.findall(r"\d+(?:[.,]\d+)?", text)]
    stretched = " ".join(token[:5] for token in tokens)
    return {name for name, rows in figures.items() if any(f" {' '.join(row)} " in f" {stretched} " for row in rows)}


def text_of(kind, body):
    """What a person or a program can read in an answer."""
    if kind == "application/pdf":
        reader = PdfReader(io.BytesIO(body))
        return "\n".join([*(page.extract_text() for page in reader.pages), repr(reader.metadata)])
    if kind == "image/png":
        with Image.open(io.BytesIO(body)) as picture:
            return repr(picture.info)
    if kind in ("text/html", "image/svg+xml"):
        return html.unescape(re.sub(r"<[^>]*>", " ", body.decode()))
    return body.decode(errors="replace")


@pytest.mark.parametrize("name", TWINS)
def test_twins_are_released_alike_and_differ_in_their_counts(q, sides, name):
    left, right = (with_the_rule(side, q, name) for side in sides)
    assert left == right
    one, other = (counts(q, name, side) for side in SIDES)
    if name in WITH_FIGURES:
        assert one.levels != other.levels
        assert one.dk != other.dk
        assert one.roles != other.roles


@pytest.mark.parametrize("name", TWINS)
def test_no_page_and_no_sheet_tells_twins_apart(q, sides, name):
    left, right = (crawled(side.app.address, name) for side in sides)
    assert left.keys() == right.keys()
    differ = {path: telling_apart(left[path][2], right[path][2]) for path in left if left[path] != right[path]}
    assert not differ
    assert {kind for _, kind, _ in left.values()} >= KINDS[name in CLOSED]


@pytest.mark.parametrize("name", TWINS)
def test_no_message_of_streamlit_tells_twins_apart(sides, name):
    left, right = (frames(side.app.address, name) for side in sides)
    assert len(left) == len(right)
    assert not [telling_apart(one, other) for one, other in zip(left, right, strict=True) if one != other]
    assert any("Peri küla" in one for one in left), "the page of this round was drawn"


@pytest.mark.parametrize("name", TWINS)
@pytest.mark.parametrize("form", ["json", "table"])
def test_the_command_line_does_not_tell_twins_apart(sides, monkeypatch, capsys, name, form):
    told = []
    for side in sides:
        monkeypatch.setenv("DATABASE_URL", side.url)
        monkeypatch.setenv("SECRET_KEY", KEY)
        bootstrap._built.cache_clear()
        assert main(["round", "result", code(name), "--format", form]) == 0
        told.append(capsys.readouterr().out)
        bootstrap.house().store.close()
    bootstrap._built.cache_clear()
    assert told[0] == told[1] != ""


@pytest.mark.parametrize("name", WITH_FIGURES)
def test_nothing_on_the_wire_holds_a_figure_or_a_text_that_is_held_back(q, sides, name):
    for side, installed in zip(SIDES, sides, strict=True):
        figures = hidden_figures(with_the_rule(installed, q, name), without_the_rule(q, name, side))
        pages = crawled(installed.app.address, name)
        sent = {path: text_of(kind, body) for path, (_, kind, body) in pages.items() if kind not in ("text/css", JS)}
        drawn = enumerate(frames(installed.app.address, name))
        sent |= {f"frame {number}": text_of("text/html", frame.encode()) for number, frame in drawn}
        assert not {path: found for path, text in sent.items() if (found := figures_in(text, figures))}
        assert not [path for path, text in sent.items() if WORDS[side] in text]


@pytest.mark.parametrize("name", CLOSED)
def test_without_the_rule_the_figures_would_be_seen_and_twins_told_apart(q, sides, name):
    say, seen = words("et"), []
    for side, installed in zip(SIDES, sides, strict=True):
        shown, everything = with_the_rule(installed, q, name), without_the_rule(q, name, side)
        figures = hidden_figures(shown, everything)
        result = RoundResult(installed.store.round(twins.round_id(name)), everything)
        page = as_html(document(q, say, result), {})
        sheet = text_of("application/pdf", meeting_report(q, say, result))
        program = as_json(q, "Peri küla", "2026", everything)
        exact = {figure for figure in figures if figure.endswith((": A", ": AD"))}
        counted = figures.keys() - exact
        assert counted <= figures_in(text_of("text/html", page.encode()), figures)
        assert counted <= figures_in(sheet, figures)
        assert exact <= figures_in(program, figures)
        assert counted
        seen.append((page, sheet, program))
    assert all(one != other for one, other in zip(*seen, strict=True))

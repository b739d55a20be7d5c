"""The municipality's pages: who comes in, and what everybody else sees."""

from tests.ui.conftest import page


def titles(app):
    return [title.value for title in app.title]


def html(app):
    return "\n".join(element.proto.body for element in app.get("html"))


def test_who_has_no_access_is_told_how_to_get_one_and_nothing_else(app):
    shown = page("municipality")
    assert titles(shown) == ["Omavalitsuse töötajale"]
    assert "isikliku lingiga" in html(shown)


def test_a_worker_sees_the_own_municipality(app, let_in):
    let_in()
    assert titles(page("municipality")) == ["Põlva vald"]


def test_an_operator_sees_no_results(app, let_in):
    let_in("operator")
    assert titles(page("municipality")) == ["Omavalitsuse töötajale"]

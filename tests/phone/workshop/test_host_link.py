"""The host's link makes a browser the host's, or says that it leads nowhere."""

from __future__ import annotations


def test_the_hosts_link_leads_to_the_hosts_page_with_a_cookie_that_no_script_reads(hall):
    answer = hall.phone().get(f"/h/{hall.opened.host_key}", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/workshop?lang=en"
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("host=")]
    assert cookie.startswith(f"host={hall.opened.host_key};")
    for part in ("HttpOnly", "Path=/;", "SameSite=lax"):
        assert part in cookie


def test_the_language_of_the_link_is_kept(hall):
    answer = hall.phone().get(f"/h/{hall.opened.host_key}?lang=ru", follow_redirects=False)
    assert answer.headers["location"] == "/workshop?lang=ru"


def test_a_wrong_link_is_a_sentence_and_makes_nobody_the_host(hall):
    for key in ("nonsense", hall.opened.projector_key, hall.opened.code, "x" * 5000):
        answer = hall.phone().get(f"/h/{key}?lang=en", follow_redirects=False)
        assert answer.status_code == 404
        assert "No workshop has this link" in answer.text
        assert not [one for one in answer.headers.get_list("set-cookie") if one.startswith("host=")]

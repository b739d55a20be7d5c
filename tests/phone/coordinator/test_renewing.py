"""A coordinator puts a new link in the place of one that others may know."""

from __future__ import annotations

import re

import pytest

NEW = re.compile(r'name="new" value="([\w-]{32})"')


def shown(coordinator):
    return NEW.search(coordinator.get("renew").text).group(1)


def at(coordinator, key):
    return coordinator.village.phone().get(f"/c/{key}?lang=et").status_code


def test_the_desk_leads_there(coordinator):
    assert f'href="{coordinator.at}/renew?lang=et"' in coordinator.get().text
    coordinator.answered(5)
    coordinator.closed()
    assert f'href="{coordinator.at}/renew?lang=et"' in coordinator.get().text


def test_until_the_button_is_pressed_the_old_link_works(coordinator):
    new = shown(coordinator)
    assert at(coordinator, coordinator.opened.key) == 200
    assert at(coordinator, new) == 404


def test_the_link_that_was_shown_takes_the_old_ones_place(coordinator):
    new = shown(coordinator)
    page = coordinator.post("renew", "delete", new=new)
    assert page.status_code == 200
    assert f"/c/{new}" in page.text
    assert f'href="/c/{new}/card.pdf?lang=et"' in page.text
    assert coordinator.opened.key not in page.text
    assert at(coordinator, new) == 200
    assert at(coordinator, coordinator.opened.key) == 404
    assert coordinator.get().status_code == 404


def test_pressing_twice_keeps_the_link_that_was_shown(coordinator):
    new = shown(coordinator)
    coordinator.post("renew", "delete", new=new)
    assert coordinator.browser.post(f"{coordinator.at}/renew?lang=et", data={"new": new}).status_code == 404
    assert at(coordinator, new) == 200


@pytest.mark.parametrize("typed", ["", "short", "x" * 33, "ä" * 32, "a b" + "c" * 29])
def test_a_key_that_is_none_is_refused(coordinator, typed):
    assert coordinator.post("renew", "delete", new=typed).status_code == 403
    assert at(coordinator, coordinator.opened.key) == 200


def test_only_a_page_of_ours_renews(coordinator):
    new = shown(coordinator)
    refused = coordinator.browser.post(f"{coordinator.at}/renew?lang=et", data={"new": new, "csrf": "forged"})
    assert refused.status_code == 403
    assert at(coordinator, coordinator.opened.key) == 200


def test_each_look_shows_another_link(coordinator):
    assert shown(coordinator) != shown(coordinator)

"""A whole round as a village lives it: opened, answered on six phones, on paper and by a meeting, closed and read."""

import re

from playwright.sync_api import expect

from tests.e2e.test_access import settled
from tests.e2e.test_open_round import write

SAVED = re.compile("Salvestatud")


def of_this_server(page, place, app_url):
    """A link as it was handed out, at the address where the app under test is."""
    return app_url + re.search(r"/[ac]/[\w-]+", page.locator(place).text_content())[0]


def answer(page, link, domains, level, first=1):
    """From a topic on to the last page, by what a person clicks."""
    if first == 1:
        page.goto(f"{link}?lang=et")
        page.locator("[name=role][value=resident]").check()
        page.locator("button[value=next]").click()
    for number, domain in enumerate(domains[first - 1 :], first):
        page.wait_for_url(f"**/{number}?lang=et")
        page.locator(f"[name={domain}][value='{level}']").check()
        page.locator("button[value=next]").click()
    page.wait_for_url("**/9?lang=et")
    page.locator("button[value=next]").click()
    page.wait_for_url("**/done?lang=et")
    expect(page.locator(".phase h2")).to_be_visible()


def loses_its_connection(page, link, domains):
    page.goto(f"{link}/1?lang=et")
    page.locator(f"[name={domains[0]}][value='3']").check()
    expect(page.get_by_role("status")).to_have_text(SAVED)
    page.context.set_offline(True)
    page.locator(f"[name={domains[0]}][value='2']").check()
    expect(page.get_by_role("status")).to_contain_text("Ühendus puudub")
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_have_text(SAVED, timeout=10_000)
    page.locator("button[value=next]").click()
    answer(page, link, domains, 2, first=2)


def goes_on_elsewhere(page, other, link, domains):
    page.goto(f"{link}/1?lang=et")
    page.locator(f"[name={domains[0]}][value='2']").check()
    page.locator("button[value=next]").click()
    page.wait_for_url("**/2?lang=et")
    page.goto(f"{link}/done?lang=et")
    page.locator("form[action*='/code'] button").click()
    code = page.locator(".big").text_content()
    other.goto(f"{link}?lang=et")
    other.locator("summary").click()
    other.locator("[name=code]").fill(code.lower())
    other.locator(".code button").click()
    answer(other, link, domains, 2, first=2)


def keys_in(page, desk, number):
    """Two sheets, by keyboard alone."""
    page.goto(f"{desk}/paper?lang=et")
    for sheet in range(1, number + 1):
        for digit in "122222222":
            page.keyboard.press(digit)
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").first).to_have_text(f"Ankeet {sheet} on salvestatud.")


def agrees(page, desk, domains):
    page.goto(f"{desk}/group?lang=et")
    page.locator("[name=present]").fill("12")
    for domain in domains:
        page.locator(f"[name={domain}][value='3']").check()
    page.get_by_role("button", name="Salvesta kokku lepitud vastus").click()
    expect(page.get_by_text("Kokku lepitud vastus on salvestatud.")).to_be_visible()


def test_a_village_answers_and_takes_its_result_to_a_meeting(visitor, app_url, app_house):
    domains = app_house.questionnaire.domain_ids
    page = visitor(1280)
    page.goto(f"{app_url}/open-round?lang=et")
    settled(page)
    write(page, "settlement", "Terve küla")
    page.wait_for_timeout(300)
    page.locator(".st-key-open_round button").click()
    page.locator(".st-key-link_saved button").wait_for()
    desk = of_this_server(page, ".st-key-private-link .kp-address", app_url)
    link = of_this_server(page, ".kp-address >> nth=-1", app_url)

    answer(visitor(java_script_enabled=False), link, domains, 2)
    loses_its_connection(visitor(), link, domains)
    goes_on_elsewhere(visitor(), visitor(1280), link, domains)
    for level in (2, 2, 3):
        answer(visitor(), link, domains, level)
    coordinator = visitor(1280)
    keys_in(coordinator, desk, 2)
    agrees(coordinator, desk, domains)
    coordinator.goto(f"{desk}?lang=et")
    expect(coordinator.locator("[aria-current=step]")).to_contain_text("5")
    assert "Kujunev" not in coordinator.content(), "nobody learns the phase before the round is closed"

    coordinator.get_by_role("link", name="Muuda viimast päeva või lõpeta voor").click()
    coordinator.get_by_role("link", name="Lõpeta voor …").click()
    coordinator.get_by_role("button", name="Jah, lõpeta").click()
    expect(coordinator.get_by_role("heading", name="Vastamine on lõppenud")).to_be_visible()

    neighbour = visitor()
    neighbour.goto(f"{link.replace('/a/', '/r/')}?lang=et")
    expect(neighbour.get_by_text("Kujunev kogukond").first).to_be_visible()
    expect(neighbour.get_by_text("Kokku lepitud vastus").first).to_be_visible()
    for name in ("notice", "report"):
        sheet = neighbour.request.get(f"{link.replace('/a/', '/r/')}/{name}.pdf?lang=et")
        assert sheet.body().startswith(b"%PDF")
        assert len(sheet.body()) <= 300_000
    page.goto(f"{app_url}/result?lang=et&code={link.rpartition('/')[2]}")
    expect(page.get_by_text("Kujunev kogukond").first).to_be_visible()
    [one] = [one for one in app_house.store.rounds() if one.area.name == "Terve küla"]
    stored = app_house.store.responses(one.id)
    assert sorted(response.mode for response in stored) == ["group", *["online"] * 6, *["paper"] * 2]
    assert all(len([item for item in response.answers if item in domains]) == 8 for response in stored)

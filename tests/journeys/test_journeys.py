"""What people come to do, done in a browser from the first click to the last."""

import csv

from archive.models import Article


def search(page, words):
    page.get_by_role("combobox", name="Search the reports").fill(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?*")


def titles(page):
    return page.locator("article.card h2").all_inner_texts()


def test_a_report_is_found_and_opened_where_its_words_stand(site, page):
    page.goto(site)
    search(page, "小桌共读")
    page.locator("article.card .snippet a").first.click()

    mark = page.locator(".report-text mark.current")
    assert mark.inner_text() == "小桌共讀"
    assert mark.evaluate("mark => mark.closest('section[id]').id") == page.url.partition("#")[2]
    assert 0 <= mark.bounding_box()["y"] < page.viewport_size["height"]


def test_results_are_narrowed_by_year_and_outlet_and_widened_again(site, page):
    page.goto(f"{site}/search/?q=协商")
    found = titles(page)
    aside = page.get_by_role("complementary", name="Narrow down")
    aside.get_by_role("link", name="示例網").click()
    of_the_outlet = titles(page)
    aside.get_by_role("link", name="2023").click()
    of_that_year = titles(page)
    page.get_by_role("link", name="Take this filter away: Year").click()

    assert (len(found), len(of_the_outlet)) == (3, 2)
    assert of_that_year == ["办税窗口前的协商 青禾区政协为小店减负的一年"]
    assert titles(page) == of_the_outlet


def test_the_language_and_script_of_the_pages_follow_the_reader(site, page):
    page.goto(f"{site}/articles/?title=小板凳")

    def seen():
        html = page.locator("html").get_attribute("lang")
        return html, page.locator("h1").inner_text(), page.locator("article.card").count()

    english = seen()
    page.get_by_role("link", name="繁體").click()
    traditional = seen()
    page.get_by_role("link", name="简体").click()

    assert [english, traditional, seen()] == [("en", "Reports", 1), ("zh-hant", "報告", 1), ("zh-hans", "报告", 1)]


def test_figures_are_taken_away_as_a_table(site, page, tmp_path):
    page.goto(f"{site}/metrics/")
    page.get_by_label("Unit", exact=True).fill("次")
    page.get_by_role("button", name="Filter").click()
    shown = page.locator("table.explorer tbody tr").count()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    waiting.value.save_as(tmp_path / "figures.csv")

    text = (tmp_path / "figures.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(rows) == shown > 0
    assert {row["unit"] for row in rows} == {"次"}


def test_a_title_changed_by_an_editor_is_found_by_readers(site, desk, page):
    article = Article.objects.titled("小板凳").get()
    page.goto(f"{desk}archive/article/{article.pk}/change/")
    page.locator("#id_title").fill("示例：银杏树下的长桌")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    page.goto(site)
    search(page, "銀杏樹下")

    assert titles(page) == ["示例：银杏树下的长桌"]


def test_everything_is_reached_by_keyboard(site, page):
    focused = "document.activeElement"

    page.goto(f"{site}/articles/")
    page.keyboard.press("Tab")
    skip_link = page.evaluate(f"{focused}.className")
    page.keyboard.press("Enter")
    skipped_to = page.evaluate(f"{focused}.id")
    page.goto(site)
    while page.evaluate(f"{focused}.id") != "home-search":
        page.keyboard.press("Tab")
    page.keyboard.type("小板凳")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]").get_attribute("id")
    announced = page.evaluate(f"{focused}.getAttribute('aria-activedescendant')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/*/*/")

    assert (skip_link, skipped_to) == ("skip", "content")
    assert chosen == announced
    assert "小板凳" in page.locator("h1").inner_text()


def test_the_focus_is_seen_on_every_stop(site, page):
    page.goto(f"{site}/articles/")
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "[document.activeElement.outerHTML, getComputedStyle(document.activeElement).outlineWidth]"
        )
        unseen += [stop[0]] if stop[1] == "0px" else []

    assert unseen == []


def test_a_reader_without_scripts_misses_nothing(site, browser):
    with browser.new_context(java_script_enabled=False, locale="en-US") as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_label("Search the reports").fill("小桌共读")
        page.get_by_role("button", name="Search").click()
        page.locator("article.card .snippet a").first.click()
        marked = page.locator(".report-text mark").first.inner_text()
        page.get_by_role("link", name="Reports", exact=True).click()
        page.get_by_role("link", name="2020").first.click()
        of_2020 = page.locator("article.card").count()
        page.get_by_role("link", name="Figures", exact=True).click()
        figures = page.locator("table.explorer tbody tr").count()
        page.get_by_role("link", name="繁體").click()
        language = page.locator("html").get_attribute("lang")

    assert (marked, of_2020, language) == ("小桌共讀", 1, "zh-hant")
    assert figures > 0

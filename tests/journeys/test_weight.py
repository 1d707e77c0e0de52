"""A report's page is light, and stands still while it comes in."""

import gzip

MOST_BYTES = 100_000
SHIFTS = """() => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))
        .observe({ type: "layout-shift", buffered: true });
    setTimeout(() => done(0), 300);
})"""


def test_a_report_is_light_and_does_not_shift(site, page):
    answers = []
    page.goto(f"{site}/articles/?title=小板凳")
    report = page.locator("article.card h2 a").get_attribute("href")
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{site}{report}?q=协商", wait_until="networkidle")
    shifts = page.evaluate(SHIFTS)
    packed = sum(len(gzip.compress(answer.body())) for answer in answers)  # pages and files all travel so

    assert packed <= MOST_BYTES
    assert shifts < 0.01

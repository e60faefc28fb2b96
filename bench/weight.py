"""What a first visit loads, as a browser counts it: bytes over the wire, by kind."""

import shutil
from collections import Counter

COUNTED = ("Document", "Stylesheet", "Script", "Font")


def first_visit(url):
    """Bytes by kind of resource, or None where there is no Chromium."""
    browser_path = (
        shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    )
    if browser_path is None:
        return None
    from playwright.sync_api import sync_playwright

    kinds, sizes = {}, Counter()

    def responded(event):
        kinds[event["requestId"]] = event["type"]

    def finished(event):
        sizes[kinds.get(event["requestId"], "Other")] += event["encodedDataLength"]

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
        )
        page = browser.new_page(viewport={"width": 360, "height": 800})
        network = page.context.new_cdp_session(page)
        network.on("Network.responseReceived", responded)
        network.on("Network.loadingFinished", finished)
        network.send("Network.enable")
        page.goto(url, wait_until="networkidle")
        browser.close()
    return {kind: sizes[kind] for kind in COUNTED} | {"Image": sizes["Image"]}

"""Measure the pages of a service that runs with the demonstration school: Lighthouse, and the time to a verdict.

    python packaging/measure_pages.py http://127.0.0.1:8000 DATA_FOLDER

Lighthouse comes from npm and throttles as it does by default: a slow telephone, simulated. Times are in milliseconds.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

LIGHTHOUSE = "lighthouse@12.8.2"
"""The newest that runs on Node 18 and 20."""
PAGES = (
    ("nobody", "/sign-in"),
    ("ada", "/home"),
    ("ada", "/objectives/pythagoras/notes"),
    ("ada", "{session}"),
    ("ada", "/preferences"),
    ("teacher", "/teacher/"),
    ("teacher", "/teacher/classes/1/week"),
    ("teacher", "/teacher/queue/"),
    ("teacher", "/teacher/content/"),
    ("technician", "/admin/"),
    ("technician", "/set-up/"),
)
CATEGORIES = ("accessibility", "best-practices", "performance")
ANSWERS = 30
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def main(url: str, data: Path) -> None:
    """Print a table of what Lighthouse says of each page, and how long verdicts take in a browser."""
    sign_ins = (data / "demonstration-sign-ins.txt").read_text()
    found = re.findall(r"^\w+ +(\w+) +(\S+)", sign_ins, re.MULTILINE)
    clients = {name: signed_in(url, name, password) for name, password in found if name in dict(PAGES)}
    session = clients["ada"].post("/objectives/linear-equations/sessions").headers["location"]
    print("| page | " + " | ".join(CATEGORIES) + " | first paint | usable |\n" + "|---" * 6 + "|")  # noqa: T201
    for who, path in PAGES:
        path = path.format(session=session)
        cookie = clients[who].cookies.get("session") if who in clients else None
        shares, paint, usable = lighthouse(url + path, cookie)
        cells = [f"{share:.0f}" for share in shares] + [f"{paint:.0f}", f"{usable:.0f}"]
        name = path if path != session else "a session"
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)  # noqa: T201
    times = verdict_times(url, dict(found)["ada"])
    high = statistics.quantiles(times, n=20)[-1]
    print(f"\nVerdict after pressing: median {statistics.median(times):.0f} ms, p95 {high:.0f} ms of {len(times)}")  # noqa: T201


def signed_in(url: str, username: str, password: str) -> httpx.Client:
    """Return a client that is signed in."""
    client = httpx.Client(base_url=url, headers={"Origin": url})
    answer = client.post("/sign-in", data={"username": username, "password": password})
    if not answer.has_redirect_location:
        raise SystemExit(f"{username} cannot sign in at {url}")
    return client


def lighthouse(address: str, cookie: str | None) -> tuple[list[float], float, float]:
    """Return the percentage in each category, when something is painted first, and when the page can be used."""
    headers = json.dumps({"Cookie": f"session={cookie}"}) if cookie else "{}"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    command += [f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={headers}"]
    chromium = {"CHROME_PATH": path} if (path := shutil.which("chromium")) else {}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=os.environ | chromium)  # noqa: S603
    told = json.loads(done.stdout)
    shares = [100 * told["categories"][name]["score"] for name in CATEGORIES]
    for name in CATEGORIES[:2]:
        for audit in told["categories"][name]["auditRefs"]:
            one = told["audits"][audit["id"]]
            if one["score"] is not None and one["score"] < 1 and audit["weight"]:
                print(f"  {address}: {one['title']}", file=sys.stderr)  # noqa: T201
    paint, usable = (told["audits"][name]["numericValue"] for name in ("first-contentful-paint", "interactive"))
    return shares, paint, usable


def verdict_times(url: str, password: str) -> list[float]:
    """Return the milliseconds from pressing “Check my answer” until the verdict stands on the page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS.split())
        page = browser.new_page()
        page.goto(url)
        page.locator("#username").fill("ada")
        page.locator("#password").fill(password)
        page.get_by_role("button", name="Sign in").click()
        page.goto(f"{url}/objectives/linear-equations/notes")
        page.get_by_role("button", name="Practise this").click()
        return [verdict_time(page, 1000 + number) for number in range(ANSWERS)]


def verdict_time(page: Page, answer: int) -> float:
    """Send an answer; return the milliseconds until a verdict that was not there before."""
    page.locator("#answer").fill(str(answer))
    taken: float = page.evaluate(
        """async () => {
            document.querySelectorAll('.verdict').forEach((old) => old.classList.add('seen'));
            const start = performance.now(), there = () => document.querySelector('.verdict:not(.seen)');
            document.querySelector('#answer-form button[value=answer]').click();
            while (!there()) await new Promise((next) => requestAnimationFrame(next));
            return performance.now() - start;
        }"""
    )
    page.wait_for_timeout(300)
    return taken


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))

"""How Debian's Chromium is started: one browser a process, whichever folder of tests asks first.

It is the one built without windows, from the same source package: drawing windows that nobody sees took half of the time.
What a browser writes into its files is looked for in the one with windows, which a kiosk runs.
"""

CHROMIUM = "/usr/bin/chromium-headless-shell"
WITH_WINDOWS = "/usr/bin/chromium"
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
)

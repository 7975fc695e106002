"""The queue with 5,000 living cases, at rest and while cases change, and with 50, beside the floor: one server, one run."""

import base64
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import insert

from benchmarks import peers, speed, world
from benchmarks.measure import Measure
from benchmarks.world import World
from carnet.domain.queue import Reason
from carnet.services import staff
from carnet.services.standing import REASONS
from carnet.services.visits import new_token, token_hash
from carnet.store.cases import TOPIC, Case
from carnet.store.database import transaction
from carnet.store.events import announce
from carnet.store.staff import HelperSession
from carnet.store.visits import Comfort, Visit

MANY: Final = 5_000
FEW: Final = 50
FILTERED: Final = "/?subject=object&channel=phone"
OVER_FLOOR: Final = 13.0
OVER_FEW: Final = 1.5
CHANGE_EVERY_S: Final = 0.2
"""Two hundred agents who each change a case every forty seconds."""
CHANNELS: Final = ("phone", "kiosk", "counter", "paper")
SUBJECTS: Final = ("object", "activate", "close", "identify")
PRIORITIES: Final = ("normal", "normal", "normal", "high", "urgent")
RANKS: Final = {
    "normal": REASONS.index(Reason.ARRIVAL),
    "high": REASONS.index(Reason.HIGH),
    "urgent": REASONS.index(Reason.URGENT),
}
"""What carnet.services.standing writes down for a case that nothing has warned of yet."""


def over_http() -> Iterator[Measure]:
    """Floor, few, many, and many that change, in turn; each ratio is the median of the rounds' own."""
    with ExitStack() as stack:
        houses = {count: stack.enter_context(world.made()) for count in (FEW, MANY)}
        cookies = {count: filled(house, count) for count, house in houses.items()}
        theirs = stack.enter_context(peers.serving("floor", houses[FEW].environ))
        served = {
            count: stack.enter_context(peers.serving("console", house.environ))
            for count, house in houses.items()
        }
        rounds = []
        for _ in range(speed.ROUNDS + 1):
            at_rest = [speed.one_round(at, "/", cookies[count]) for count, at in served.items()]
            filtered = speed.one_round(served[MANY], FILTERED, cookies[MANY])
            with changing(houses[MANY]):
                changed = speed.one_round(served[MANY], "/", cookies[MANY])
            rounds.append((speed.one_round(theirs, "/", ""), *at_rest, filtered, changed))
        floor, few, many, narrow, moving = zip(*rounds[1:], strict=True)
        yield from speed.compared(f"queue of {MANY}", many, floor, OVER_FLOOR)
        yield from speed.compared(f"queue of {MANY}, filtered", narrow, floor, OVER_FLOOR)
        yield from speed.compared(f"queue of {MANY} that changes", moving, floor, OVER_FLOOR)
        yield from speed.compared(f"queue of {MANY} over {FEW}", many, few, OVER_FEW)


@contextmanager
def changing(house: World) -> Iterator[None]:
    """Let cases change meanwhile: each change is news to all consoles, and no list that was found before still holds."""
    is_over = threading.Event()

    def change() -> None:
        while not is_over.wait(CHANGE_EVERY_S):
            with transaction(house.engine, house.keys) as db:
                announce(db, TOPIC, datetime.now(UTC))

    changes = threading.Thread(target=change)
    changes.start()
    try:
        yield
    finally:
        is_over.set()
        changes.join()


def filled(house: World, count: int) -> str:
    """Put ``count`` living cases in their places, and return the cookie of a helper who looks at them."""
    now = datetime.now(UTC)
    token = new_token()
    with transaction(house.engine, house.keys) as db:
        organisation = staff.add_organisation(db, name="La ligne", kind="line")
        helper = staff.add_helper(
            db, login="mesure", name="Mesure", role="agent", organisation=organisation,
            password="un mot de passe assez long", totp_secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
        )  # fmt: skip
        db.add(
            HelperSession(
                helper_id=helper.id, token_hash=token_hash(token), started_at=now, seen_at=now, acted_at=now
            )
        )
        visits = [
            Visit(surface="kiosk", kiosk=f"kiosk-{number}", started_at=now, seen_at=now, fingerprint="")
            for number in range(count // 2)
        ]
        db.add_all(visits)
        db.flush()
        db.add_all(
            Comfort(visit_id=visit.id, language=("fr", "ar", "en")[visit.id % 3], size=("L", "XXL")[visit.id % 2])
            for visit in visits
        )  # fmt: skip
        rows = [
            {
                "reference": f"{number:08}", "channel": CHANNELS[number % 4], "place": f"kiosk-{number}",
                "visit_id": visits[number // 2].id if number % 2 else None,
                "subject": SUBJECTS[number % 4], "step": "code", "opened_at": now - timedelta(minutes=number % 600),
                "priority": PRIORITIES[number % 5], "state": "open", "to_check": False, "version": 1,
                "queue_rank": RANKS[PRIORITIES[number % 5]], "queue_at": now + timedelta(minutes=60 + number % 600),
                "due_at": now + timedelta(minutes=60 + number % 600),
            }
            for number in range(count)
        ]  # fmt: skip
        db.execute(insert(Case), rows)
    return "__Host-helper=" + base64.urlsafe_b64encode(token).decode()

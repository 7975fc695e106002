"""Every path that a person can take, in the order of a visit. The scripts are read from top to bottom."""

from carnet.domain.journey import Journeys
from carnet.journeys.acts import ACTIVATE, CHANGE_MIND, GIVE_UP_DELETION, REOPEN, START_AGAIN
from carnet.journeys.asked import ASKED
from carnet.journeys.by_phone import BY_PHONE
from carnet.journeys.choices import CHOICES
from carnet.journeys.close import CLOSE, DELETE
from carnet.journeys.elsewhere import ELSEWHERE, OTHER
from carnet.journeys.ending import ASSIST, LEAVE, RECEIPT
from carnet.journeys.explain import EXPLAIN
from carnet.journeys.identify import IDENTIFY, WITHOUT
from carnet.journeys.new_code import NEW_CODE
from carnet.journeys.oppose import OBJECT
from carnet.journeys.served import DONE, SERVED
from carnet.journeys.welcome import LATER, START, WELCOME

JOURNEYS = Journeys(
    (
        WELCOME,
        START,
        EXPLAIN,
        LATER,
        IDENTIFY,
        WITHOUT,
        BY_PHONE,
        CHOICES,
        ASKED,
        ACTIVATE,
        OBJECT,
        CLOSE,
        DELETE,
        GIVE_UP_DELETION,
        REOPEN,
        CHANGE_MIND,
        START_AGAIN,
        NEW_CODE,
        OTHER,
        ELSEWHERE,
        ASSIST,
        RECEIPT,
        LEAVE,
    ),
    first=("welcome", "language"),
    last=("leave", "farewell"),
    unproved=("choices", "gone"),
    done=DONE,
    served=SERVED,
)

"""Papers that leave the building: letters, receipts, card sheets, and the QR squares on them.

A paper is a page of HTML first (``letters``, ``receipts``, ``cards``), light enough for any process. ``press`` turns it into a
tagged PDF, here or in the child process of ``workshop``. Who sends it is ``web.outbox``.
"""

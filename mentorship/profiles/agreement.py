"""What a mentor agrees to, and the note that both read before their first message. Each has a version.

A changed text gets a new version; who agreed to which is stored. The texts themselves are templates
(``mentorship/_agreement.html``, ``mentorship/_reporting_note.html``), so that they can be translated.
"""

#: Boundaries, money, medication, mandated reporting.
AGREEMENT = "2026-11"
#: Mandated reporting, said before the first message of every pair.
REPORTING_NOTE = "2026-11"

"""`python -m config.health.sign worker` exits with 0 where the worker (or beat) gave a sign of life of late."""

import os
import sys

import django


def main(words: list[str]) -> None:
    """Look for the sign; exits with 1 and a line where there is none."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup(set_prefix=False)
    from config.health.pulse import has_sign

    match words:
        case ["worker" | "beat" as who]:
            if not has_sign(who):
                sys.exit(f"{who} gave no sign of life.")
        case _:
            sys.exit("Say worker or beat.")


if __name__ == "__main__":
    main(sys.argv[1:])

"""`make bench`: what Cairn costs, measured beside what it is compared with, in the same run."""

"""Meeting Guide JSON (Code for Recovery's format for lists of meetings), read and written. No database, no request.

The format: https://github.com/code4recovery/spec. What real lists hold besides is read too, wherever a person who saw
the row would know what is meant; where nobody would, the row is told of with its field and the reason.
"""

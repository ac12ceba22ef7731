"""Documents that nobody would write, tried in every direction: `make fuzz`.

A short campaign is part of the tests; a finding becomes a case or a test beside the code that it broke.
"""

"""Sites that mean harm: what they try, and what becomes of it."""

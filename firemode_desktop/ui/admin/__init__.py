"""Administration: people, rules, the database, and what this program is."""

"""Pictures of every page, panel and empty state, for a person to look through: ``python -m …ui.screenshots DIR``.

``looks`` says in which looks and sizes, ``scenes`` what is shown, ``first_steps`` what is seen before there is a record
and after the database is gone, ``drawing`` makes the files, ``sheet`` the page that shows them all.
"""

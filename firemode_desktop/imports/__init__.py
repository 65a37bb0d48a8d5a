"""Files that come in: file → cells → columns → rows and problems. Nothing here knows a database or a screen."""

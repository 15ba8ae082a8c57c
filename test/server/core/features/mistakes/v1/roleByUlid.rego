package spacelift

allow if "DevOps" in input.session.teams

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "01K9PFWPM00Y44QPHHEZJN5WBT" if "DevOps" in input.session.teams
#                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL001 warning: This is a ULID, as the API and Terraform have for the id of a role: a login policy names a role by its slug.

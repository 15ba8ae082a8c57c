package spacelift

allow if "DevOps" in input.session.teams

roles["production"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^ SL003 warning: `production` is not the id of a space: that is `root`, `legacy`, or a name, a hyphen and a ULID.

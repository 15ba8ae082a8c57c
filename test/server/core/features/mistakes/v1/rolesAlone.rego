package spacelift

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if "DevOps" in input.session.teams
#^^^^ SL016 warning: `roles` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.

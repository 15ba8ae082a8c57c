package spacelift

allow := false
#^^^^ SL015 warning: Nobody gets in by this policy: `allow` can never hold.

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if "DevOps" in input.session.teams

deny_admin if "Contractors" in input.session.teams
#^^^^^^^^^ SL038 information: Nothing here makes anybody an administrator: `deny_admin` has nothing to take away.

package spacelift

allow if input.session.member

deny_admin if "Contractors" in input.session.teams
#^^^^^^^^^ SL038 information: Nothing here makes anybody an administrator: `deny_admin` has nothing to take away.

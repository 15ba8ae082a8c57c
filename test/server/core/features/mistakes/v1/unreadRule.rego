package spacelift

allow if input.session.member

admins if "Platform" in input.session.teams
#^^^^^ SL009 warning: Spacelift reads no rule `admins`, and nothing here asks it. Is `admin` meant?

package spacelift

allow := true
#^^^^ SL025 warning: This always holds: everybody who can reach the login gets in.

admin if "Platform" in input.session.teams

package spacelift

default allow := true
#^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines `default allow := false` itself, in front of the policy: a second default may be refused.
#       ^^^^^ SL025 warning: This always holds: everybody who can reach the login gets in.

admin if "Platform" in input.session.teams

package spacelift

allow if input.session.member

admin if "Platform" in input.session.teams
#^^^^ related: Refused, unless allowed too.

deny if not allow
#       ^^^^^^^^^ SL014 warning: Whoever is `admin` but not `allow` is refused too: `deny` comes first. Ask `not admin` as well.

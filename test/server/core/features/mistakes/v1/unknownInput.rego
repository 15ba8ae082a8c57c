package spacelift

allow if endswith(input.session.email, "@example.com")
#                               ^^^^^ SL020 warning: The input of a login has no `input.session.email`: the condition is never met. Is `input.session.login` meant?

admin if "Platform" in input.session.groups
#                                    ^^^^^^ SL020 warning: The input of a login has no `input.session.groups`: the condition is never met. Is `input.session.teams` meant?

deny if not input.session.is_member
#                         ^^^^^^^^^ SL020 warning: The input of a login has no `input.session.is_member`: `not` is always met. Is `input.session.member` meant?

deny if time.weekday(input.spacelift.request.timestamp_ns) == "Sunday"
#                          ^^^^^^^^^ SL020 warning: The input of a login has no `input.spacelift`: the condition is never met. Is `input.request.timestamp_ns` meant?

roles[space.id] contains "deployer" if {
  some space in input.spaces
  space.parent == "root"
#       ^^^^^^ SL020 warning: The input of a login has no `input.spaces[_].parent`: the condition is never met.
}

deny if input.session.login.domain == "example.org"
#                           ^^^^^^ SL020 warning: `input.session.login` is a string, with nothing below it: this is always undefined.

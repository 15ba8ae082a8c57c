package spacelift

allow if startswith(input.session.teams, "Dev")
#                   ^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list, and `startswith` takes one string: ask it of each team.

deny if count(input.request.timestamp_ns) > 1
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: The first argument of `count` can't be a number.

admin if input.session.login + 1 == 2
#        ^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: The first operand of `+` has to be a number, not a string.

package spacelift

allow if startswith(input.session.teams, "Dev")
#                   ^^^^^^^^^^^^^^^^^^^ rego_type_error error: The first argument of `startswith` has to be a string, not a list of strings.

deny if count(input.request.timestamp_ns) > 1
#             ^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: The first argument of `count` can't be a number.

admin if input.session.login + 1 == 2
#        ^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: The first operand of `+` has to be a number, not a string.

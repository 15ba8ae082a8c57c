package spacelift

# Membership is meant, in three ways that never say so.
admin if input.session.teams == "Platform"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list and never equals a string: this is always false.

deny if input.session.teams != "Employees"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list and never equals a string: this is always true.

allow if not input.session.teams["Contractors"]
#                                ^^^^^^^^^^^^^ SL013 error: `input.session.teams` is a list: it has positions (0, 1, …) but no "Contractors", so this is always undefined.

package spacelift

# Ünïcödé 🙂 before, and characters of two code units within.
allow if { "🙂🙂" != input.session.login; input.session.logn == "ä" }
#                                                       ^^^^ SL020 warning: The input of a login has no `input.session.logn`: the condition is never met. Is `input.session.login` meant?

deny if input.session.login == "🙂" + 1
#                              ^^^^^^^^ rego_type_error error: The first operand of `+` has to be a number, not a string.

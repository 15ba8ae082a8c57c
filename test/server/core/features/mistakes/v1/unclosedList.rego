package spacelift

allow if input.session.login in ["ada", "grace"
#                               ^ rego_parse_error error: `[` is never closed.

deny if input.session.login == "eve"

package spacelift

allow if input.session.member == "true"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: Never true: the left side is a boolean, the right side a string.

admin if input.session.login == {"ada", "grace"}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: Never true: the left side is a string, the right side a set of strings.

deny if input.request.timestamp_ns == "2026-01-01T00:00:00Z"
#                                     ^^^^^^^^^^^^^^^^^^^^^^ SL040 error: An instant is a number, and every number comes before `"2026-01-01T00:00:00Z"`: the condition is never met. Is `time.parse_rfc3339_ns("2026-01-01T00:00:00Z")` meant?

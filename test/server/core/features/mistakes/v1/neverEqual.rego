package spacelift

allow if input.session.member == "true"
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: Never true: the left side is a boolean, the right side a string.

admin if input.session.login == {"ada", "grace"}
#        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: Never true: the left side is a string, the right side a set of strings.

deny if input.request.timestamp_ns == "2026-01-01T00:00:00Z"
#       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ rego_type_error error: Never true: the left side is a number, the right side a string.

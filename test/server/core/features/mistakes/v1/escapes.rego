package spacelift

allow if regex.match("@example\.com$", input.session.login)
#                    ^^^^^^^^^^^^^^^^ rego_parse_error error: `\.` is no escape: double the backslash, or write a raw string in backquotes.

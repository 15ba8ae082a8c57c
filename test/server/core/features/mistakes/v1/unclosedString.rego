package spacelift

allow if input.session.login == "ada
#                               ^^^^ rego_parse_error error: The string has no end on this line.

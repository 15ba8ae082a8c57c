package spacelift

allow if input.session.member

roles[space] contains slug if input.session.member
#     ^^^^^ rego_unsafe_var_error error: Nothing says what `space` is, which the head asks for.
#                     ^^^^ rego_unsafe_var_error error: Nothing says what `slug` is, which the head asks for.

team contains name
#             ^^^^ rego_unsafe_var_error error: Nothing says what `name` is, which the head asks for.

package spacelift

roles[space][role_id] { input.session.member }
#     ^^^^^ rego_unsafe_var_error error: Nothing says what `space` is, which the head asks for.
#            ^^^^^^^ rego_unsafe_var_error error: Nothing says what `role_id` is, which the head asks for.
#^^^^ SL016 warning: `roles` gives roles, but there is no `allow` and no `admin`: it is not documented that anybody gets in by roles alone.

package spacelift

default is_member := input.session.member
#                    ^^^^^^^^^^^^^^^^^^^^ rego_parse_error error: A default has to be a constant.

allow if is_member

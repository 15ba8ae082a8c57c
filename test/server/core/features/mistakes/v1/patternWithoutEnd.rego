package spacelift

allow if regex.match(`^[^@]+@example\.com`, input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^ SL043 warning: A login that goes on behind this satisfies the test.

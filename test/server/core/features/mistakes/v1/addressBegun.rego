package spacelift

admin if startswith(input.session.login, "ada@")
#                                        ^^^^^^ SL043 warning: A login that goes on behind this satisfies the test. `ada@attacker.net` does too.

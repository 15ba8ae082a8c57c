package spacelift

allow if endswith(input.session.login, "example.com")
#                                      ^^^^^^^^^^^^^ SL043 warning: A login whose domain only ends so satisfies the test. `me@not-example.com` does too.

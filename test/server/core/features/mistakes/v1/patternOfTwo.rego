package spacelift

admin if regex.match(`^ada@example\.com|grace@example\.com$`, input.session.login)
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL043 warning: `^` holds only the first alternative and `$` only the last: the others may begin or end with anything.

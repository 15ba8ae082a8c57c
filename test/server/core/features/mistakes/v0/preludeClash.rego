package spacelift

default allow = false
#^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines `default allow := false` itself, in front of the policy: a second default may be refused.
default deny = true
#^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines `default deny := false` itself, in front of the policy: a second default may be refused.
#       ^^^^ SL015 warning: Nobody gets in: this always holds, and `deny` comes before everything else.
allow { input.session.member }

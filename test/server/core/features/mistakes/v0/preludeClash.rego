package spacelift

default allow = false
#^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines `default allow := false` itself, in front of the policy: a second default may be refused.
default deny = true
#^^^^^^^^^^^^^^^^^^ SL011 warning: This holds for everybody, and Spacelift defines `default deny := false` itself, in front of the policy: a second default may be refused.
allow { input.session.member }

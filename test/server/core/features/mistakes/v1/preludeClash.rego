package spacelift

default allow := false
#^^^^^^^^^^^^^^^^^^^^^ SL011 warning: Spacelift defines `default allow := false` itself, in front of the policy: a second default may be refused.

allow if input.session.member

result := {"allow": true}
#^^^^^ SL011 error: Spacelift defines `result` itself, in front of the policy: give this rule another name.

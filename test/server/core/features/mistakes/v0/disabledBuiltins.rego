package spacelift

allow { trace("in"); opa.runtime().env.USER == "ada" }
#       ^^^^^ SL017 error: Spacelift disables `trace`: a policy has nothing but its input to decide by.
#                    ^^^^^^^^^^^ SL017 error: Spacelift disables `opa.runtime`: a policy has nothing but its input to decide by.

deny { exec("whoami").status != 0 }
#      ^^^^ SL018 warning: `exec` is for initialization policies on private workers, not for login policies.

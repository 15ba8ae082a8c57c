package spacelift

import rego.v1
#      ^^^^^^^ SL023 warning: Spacelift supported `import rego.v1` under the v0 engine only unofficially: choose v1 as the engine of the policy, or `import future.keywords`.

allow if input.session.member

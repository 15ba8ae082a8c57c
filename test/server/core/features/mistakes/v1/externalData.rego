package spacelift

import data.company.admins
#      ^^^^^^^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: what `data.company.admins` imports is always undefined.

admin if input.session.login in admins

allow if input.session.login in data.company.members
#                               ^^^^^^^^^^^^^^^^^^^^ SL019 warning: Spacelift has no data beside the policy: `data.company.members` is always undefined.

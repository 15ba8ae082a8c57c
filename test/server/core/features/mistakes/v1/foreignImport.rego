package spacelift

import lib.teams
#      ^^^^^^^^^ rego_parse_error error: Only `input`, `data`, `rego` and `future` can be imported, not `lib`.

allow if teams.known

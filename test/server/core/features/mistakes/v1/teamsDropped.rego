package spacelift

allow if input.session.member

team contains "Approvers" if "Security" in input.session.teams
#^^^ SL022 information: These take the place of the session's own teams, which later policies don't see any more: copy `input.session.teams` to keep them.

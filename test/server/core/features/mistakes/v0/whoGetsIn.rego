package spacelift

allow { input.session.member }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The same.

allow { input.session.member }
#^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL044 information: Another clause of `allow` says the same: one is enough.

admin { input.session.teams[_] == "DevOps"; at_night }
#^^^^ related: Refused, unless allowed too.

at_night {
  hour := time.clock(input.request.timestamp_ns)[0]
#                    ^^^^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The time is asked at the login only: a session goes on when the window is over.
  hour >= 22 # to
# ^^^^^^^^^^ related: The other condition.
  hour < 6
# ^^^^^^^^ SL041 warning: This can't hold together with another condition, so the clause never fires: `hour` is at least 22 there and is less than 6 here. A window over midnight takes two clauses, one for each side of it.
}

deny { not allow }
#      ^^^^^^^^^ SL014 warning: Whoever is `admin` but not `allow` is refused too: `deny` comes first. Ask `not admin` as well.

deny { not input.session.member } { not at_night; not input.session.admin }
#      ^^^^^^^^^^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.
#                                                 ^^^^^^^^^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.

team["Approvers"] { input.session.teams[_] == "Security" }
#^^^ SL022 information: These take the place of the session's own teams, which later policies don't see any more: copy `input.session.teams` to keep them.

space_writer["legacy"] { input.session.member }
#^^^^^^^^^^^ SL009 warning: Spacelift reads no rule `space_writer`, and nothing here asks it. Is `space_write` meant? That is deprecated too: grant the role `space-writer` by `roles`.

sample { true }
#^^^^^ SL035 information: Every login is recorded, with name and address. The newest hundred are kept: sample what you look for.

package spacelift

members := {"ada@example.com", "grace@example.com"}

allow if members
#        ^^^^^^^ SL025 warning: `members` is a set, which holds even where nothing is in it: everybody gets in.

allow if {}
#        ^^ SL025 warning: Empty braces are an empty object in Rego v1, which always holds: everybody gets in.

admin if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)
#^^^^ SL024 warning: Whoever logs in becomes an administrator of the whole account: nothing here asks who it is.
#                                        ^^^^^^^^^^^^^^^^^^^^^^^ SL031 hint: The address is asked at the login only: a session goes on wherever it is used from.

admin if {
  input.session.login == "ada@example.com"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: The other condition.
  input.session.login == "grace@example.com"
# ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL041 warning: This can't hold together with another condition, so the clause never fires: `input.session.login` is "ada@example.com" there and is "grace@example.com" here.
}

deny if {
  not allow # nobody else
}

deny if not from_office
#       ^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.

from_office if net.cidr_contains("10.0.0.0/8", input.request.remote_ip)

team contains "Approvers" if "Security" in input.session.teams
#^^^ SL022 information: These take the place of the session's own teams, which later policies don't see any more: copy `input.session.teams` to keep them.

deny_admins if "Contractors" in input.session.teams
#^^^^^^^^^^ SL009 warning: Spacelift reads no rule `deny_admins`, and nothing here asks it. Is `deny_admin` meant?

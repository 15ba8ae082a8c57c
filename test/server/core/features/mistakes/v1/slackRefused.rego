package spacelift

allow if input.session.member

deny if not input.session.member
#       ^^^^^^^^^^^^^^^^^^^^^^^^ SL021 information: An action through Slack has no session and no address, so this holds and refuses it. Where Slack is used, ask for `input.session` first.

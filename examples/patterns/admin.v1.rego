# spacelift: type=login engine=v1
# Platform administers the account, but no contractor ever does, nor anybody from outside of the company's network:
# they get in as whoever else is a member.
package spacelift

allow if input.session.member

admin if "Platform" in input.session.teams

deny_admin if "Contractors" in input.session.teams

deny_admin if not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)

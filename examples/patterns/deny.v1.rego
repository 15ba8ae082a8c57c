# spacelift: type=login engine=v1
# Members get in and Security is admin, unless one of the reasons to refuse holds: `deny` beats both.
# Each reason asks for something that only a login has, so that actions through Slack are not refused.
package spacelift

blocked_logins := {
	"mallory@example.com",
	"api::01K94JWGT0Q7ZDG8NRM3MKHP41", # jenkins-deploy
}

allow if input.session.member

admin if "Security" in input.session.teams

deny if input.session.login in blocked_logins

deny if {
	"Contractors" in input.session.teams
	not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
}

deny if {
	"Contractors" in input.session.teams
	weekday := time.weekday([input.request.timestamp_ns, "Europe/Berlin"])
	weekday in {"Saturday", "Sunday"}
}

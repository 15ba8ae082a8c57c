# spacelift: type=login engine=v0
# Members get in and Security is admin, unless one of the reasons to refuse holds: `deny` beats both.
# Each reason asks for something that only a login has, so that actions through Slack are not refused.
package spacelift

blocked_logins := {
	"mallory@example.com",
	"api::01K94JWGT0Q7ZDG8NRM3MKHP41", # jenkins-deploy
}

allow {
	input.session.member
}

admin {
	input.session.teams[_] == "Security"
}

deny {
	blocked_logins[input.session.login]
}

deny {
	input.session.teams[_] == "Contractors"
	not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
}

deny {
	input.session.teams[_] == "Contractors"
	weekday := time.weekday([input.request.timestamp_ns, "Europe/Berlin"])
	{"Saturday", "Sunday"}[weekday]
}

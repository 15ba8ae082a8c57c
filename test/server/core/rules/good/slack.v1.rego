# Logins, and actions through Slack: each kind of input is asked for first.
package spacelift

deployers := {"C042ZPQ8LJ1", "C042ZPQ8LJ2"}

allow if input.session.member

allow if input.slack.channel.id in deployers

admin if {
	some team in input.session.teams
	team == "Platform"
}

deny if {
	input.session
	not input.session.member
	not is_key
}

deny if {
	input.slack
	not input.slack.channel.id in deployers
}

deny if {
	input.session.member
	"Contractors" in input.session.teams
	not net.cidr_contains("10.20.0.0/16", input.request.remote_ip)
}

is_key if startswith(input.session.login, "api::")

roles["staging-01JK5H5RJ0DH4YJYXR0459A422"] contains "run-reviewer" if input.slack.channel.name == "deployments"

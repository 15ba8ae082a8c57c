# spacelift: ignore SL015 the main policy lets people in, this one only refuses
package spacelift

deny if {
	"Contractors" in input.session.teams
	weekday := time.weekday([input.request.timestamp_ns, "Europe/Berlin"])
	weekday in {"Saturday", "Sunday"}
}

deny if {
	input.session.creator_ip
	not net.cidr_contains("10.0.0.0/8", input.session.creator_ip)
	startswith(input.session.login, "api::")
}

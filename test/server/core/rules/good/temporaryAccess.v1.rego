# People from outside get in until a day that is written here.
package spacelift

guests := {
	"auditor@audit.example.org": {"until": "2027-03-31T23:59:59Z", "role": "space-reader"},
	"consultant@example.net": {"until": "2026-12-31T23:59:59+01:00", "role": "plan-only"},
}

guest := guests[input.session.login]

is_current if input.request.timestamp_ns <= time.parse_rfc3339_ns(guest.until)

allow if is_current

allow if {
	input.session.member
	not guest
}

deny if {
	guest
	not is_current
}

roles["applications-01JR85C640GTGBEFKPVESJA8MB"] contains guest.role if is_current

# Small questions as functions, put together in the rules.
package spacelift

in_team(name) if name in input.session.teams

in_any(names) if {
	some name in names
	in_team(name)
}

works_for(domain) if endswith(lower(input.session.login), concat("", ["@", domain]))

within(first, last) if {
	[hour, _, _] := time.clock([input.request.timestamp_ns, "America/New_York"])
	hour >= first
	hour < last
}

from(networks) if {
	some network in networks
	net.cidr_contains(network, input.request.remote_ip)
}

level(login) := "full" if login in {"ada@example.com", "grace@example.com"}

level(login) := "some" if {
	endswith(login, "@example.com")
	not login in {"ada@example.com", "grace@example.com"}
}

allow if works_for("example.com")

allow if {
	works_for("partner.example.org")
	within(8, 18)
}

admin if {
	level(input.session.login) == "full"
	from({"10.0.0.0/8", "192.168.4.0/22"})
}

roles["applications-01JR85C640GTGBEFKPVESJA8MB"] contains "deployer" if {
	in_any({"DevOps", "Release"})
	within(7, 22)
}

roles["applications-01JR85C640GTGBEFKPVESJA8MB"] contains "run-reviewer" if {
	in_team("Reviewers")
	not in_team("Contractors")
}

# Networks and single addresses, IPv4 and IPv6: from elsewhere nobody gets in but the people on call.
package spacelift

vpn = ["10.0.0.0/8", "172.16.0.0/12", "fd00::/8"]

runners = ["192.0.2.7/32", "192.0.2.8/32", "::ffff:192.0.2.16/124"]

known[network] {
	network := vpn[_]
}

known[network] {
	network := runners[_]
}

is_known {
	net.cidr_contains(known[_], input.request.remote_ip)
}

is_local {
	input.request.remote_ip == "127.0.0.1"
}

is_local {
	{"::1", "0:0:0:0:0:0:0:1"}[input.request.remote_ip]
}

allow {
	input.session.member
	is_known
}

allow {
	input.session.teams[_] == "On-Call"
}

deny {
	input.session.login != ""
	is_local
}

deny_admin {
	count(net.cidr_contains_matches(vpn, input.request.remote_ip)) == 0
}

admin {
	input.session.teams[_] == "Platform"
}

# Keys by their ids: what each may do, and from where.
package spacelift

keys := {
	# terraform-automation
	"api::01K44Q1800G06J1SMARHACGFEH": {
		"networks": ["10.20.0.0/16"],
		"roles": {"platform-01JN8BG900ZMESZF2KB5JVZY6Q": ["tf-provisioner"]},
	},
	# github-actions-deploy, from anywhere
	"api::01K94JHH807T9GDXKPYK72GFF0": {"roles": {"staging-01JK5H5RJ0DH4YJYXR0459A422": ["deployer"]}},
}

key := keys[input.session.login]

may_come if {
	key
	not key.networks
}

may_come if {
	some network in key.networks
	net.cidr_contains(network, input.request.remote_ip)
}

allow if may_come

allow if {
	input.session.member
	not startswith(input.session.login, "api::")
}

deny if {
	startswith(input.session.login, "api::")
	not may_come
}

roles[space] contains role if {
	may_come
	some space, granted in key.roles
	some role in granted
}

# Members of the organization by their teams, and a few people from outside by their GitHub names.
package spacelift

developers := {"Platform", "Product", "Data"}

contractors := {
	"octocat-freelance",
	"hubot-consulting",
}

admin {
	input.session.member
	input.session.teams[_] == "DevOps"
}

allow {
	input.session.member
	developers[input.session.teams[_]]
}

allow { contractors[input.session.login] }

# Nobody else, told in so many words: admins need not be allowed as well.
deny {
	input.session
	not allow
	not admin
}

roles["development-01JK5H9DR02R6A5500RTQPF37H"]["space-writer"] { allow }

roles["staging-01JK5H5RJ0DH4YJYXR0459A422"]["space-reader"] {
	allow
	not contractors[input.session.login]
}

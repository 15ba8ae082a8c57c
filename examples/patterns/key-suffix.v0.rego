# spacelift: type=login engine=v0
# Every key named …-dev deploys to development, and only plans in staging.
package spacelift

is_for_development {
	endswith(input.session.login, "-dev")
}

allow {
	is_for_development
}

roles["development-01JK5H9DR02R6A5500RTQPF37H"]["deployer"] {
	is_for_development
}

roles["staging-01JK5H5RJ0DH4YJYXR0459A422"]["plan-only"] {
	is_for_development
}

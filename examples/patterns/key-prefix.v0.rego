# spacelift: type=login engine=v0
# Every key named ci-cd-… plans in the applications space.
# Whoever may create keys can choose such a name, so what it grants is little.
package spacelift

is_pipeline {
	startswith(input.session.login, "ci-cd-")
}

allow {
	is_pipeline
}

roles["applications-01JR85C640GTGBEFKPVESJA8MB"]["plan-only"] {
	is_pipeline
}

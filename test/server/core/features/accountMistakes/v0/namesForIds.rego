package spacelift

allow { keys[input.session.login] }
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.
#       ^^^^^^^^^^^^^^^^^^^^^^^^^ related: Compared with the login here.

keys := {"terraform-automation", "01K42318C0MZCCMGHVBSN5KAKM", "api::01K42332Z039JMGB70J7HCMG5Q", "ada@example.com"}
#        ^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: `terraform-automation` is the name of an API key, but a key logs in as `api::` and its id, by most evidence.
#                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: An API key logs in as `api::` and its id, by most evidence: `api::` is missing here.
#                                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL006 warning: This account has no API key with the id `01K42332Z039JMGB70J7HCMG5Q`. Is `ci-cd-dev` meant?

roles["production"]["Deployer"] { input.session.teams[_] == "devops" }
#     ^^^^^^^^^^^^ SL003 warning: `production` is the name of a space: a login policy names a space by its id, `production-01JK5GKEM09MTEXGFXG694BX2X`.
#                   ^^^^^^^^^^ SL002 warning: `Deployer` is the name of a role: a login policy names a role by its slug, `deployer`.
#                                                           ^^^^^^^^ SL026 information: The team is written "DevOps", and is compared letter by letter.

roles["production-01JK5GKEM09MTEXGFXG694BX2X"]["01K9PFWPM00Y44QPHHEZJN5WBT"] { input.session.teams[_] == "Developpers" }
#                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL001 warning: This is the ULID of the role Deployer: a login policy names a role by its slug, `deployer`.
#                                                                                                        ^^^^^^^^^^^^^ SL027 information: Nobody has logged in with a team "Developpers" so far. Is `Developers` meant?

roles["production-01JK5GKEM09MTEXGFXG694BX2Y"]["plan-onyl"] {
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL004 warning: This account has no space with the id `production-01JK5GKEM09MTEXGFXG694BX2Y`. Is `production-01JK5GKEM09MTEXGFXG694BX2X` meant?
#                                              ^^^^^^^^^^^ SL002 warning: This account has no role with the slug `plan-onyl`. Is `plan-only` meant?
	startswith(input.session.login, "ci-cd-")
	#                               ^^^^^^^^ SL005 warning: This looks for names of API keys (`ci-cd-production`, `ci-cd-prod`, `ci-cd-dev`), but a key logs in as `api::` and its id, by most evidence.
}

deny {
	input.session.login
	not endswith(input.session.login, "-monitoring")
	#                                 ^^^^^^^^^^^^^ SL005 warning: This looks for names of API keys (`grafana-monitoring`), but a key logs in as `api::` and its id, by most evidence.
	regex.match("^terraform-(cloud|prod)", input.session.login)
	#           ^^^^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: This looks for names of API keys (`terraform-prod`, `terraform-cloud-integration`), but a key logs in as `api::` and its id, by most evidence.
}

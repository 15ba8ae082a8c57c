package spacelift

allow if input.session.login == "api-key-name"
#                               ^^^^^^^^^^^^^^ SL028 warning: In documentation `api-key-name` stands for a login (of an API key: `api::` and its id): write the real one.

roles[spacelift_space.production.id] contains "developer-role-slug" if "team-name" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 error: Rego knows nothing of Terraform: `spacelift_space.production.id` has no value, and such a policy is refused.
#                                             ^^^^^^^^^^^^^^^^^^^^^ SL028 warning: In documentation `developer-role-slug` stands for the slug of a role: write the real one.
#                                                                      ^^^^^^^^^^^ SL028 warning: In documentation `team-name` stands for the name of a team, as the identity provider writes it: write the real one.

roles["space-id"] contains spacelift_role.deployer.slug if "DevOps" in input.session.teams
#     ^^^^^^^^^^ SL028 warning: In documentation `space-id` stands for the id of a space: write the real one.
#                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 error: Rego knows nothing of Terraform: `spacelift_role.deployer.slug` has no value, and such a policy is refused.

roles[data.spacelift_space.production.id] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 warning: Rego knows nothing of Terraform: `data.spacelift_space.production.id` is always undefined.

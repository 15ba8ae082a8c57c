package spacelift

allow { input.session.login == "api-key-name" }
#                              ^^^^^^^^^^^^^^ SL028 warning: In documentation `api-key-name` stands for a login (of an API key: `api::` and its id): write the real one.

roles[spacelift_space.production.id]["developer-role-slug"] { input.session.teams[_] == "team-name" }
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 error: Rego knows nothing of Terraform: `spacelift_space.production.id` has no value, and such a policy is refused.
#                                    ^^^^^^^^^^^^^^^^^^^^^ SL028 warning: In documentation `developer-role-slug` stands for the slug of a role: write the real one.
#                                                                                       ^^^^^^^^^^^ SL028 warning: In documentation `team-name` stands for the name of a team, as the identity provider writes it: write the real one.

roles["space-id"][spacelift_role.deployer.slug] { input.session.teams[_] == "DevOps" }
#     ^^^^^^^^^^ SL028 warning: In documentation `space-id` stands for the id of a space: write the real one.
#                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL028 error: Rego knows nothing of Terraform: `spacelift_role.deployer.slug` has no value, and such a policy is refused.

package spacelift

allow if input.session.login == "api-key-name"
#                               ^^^^^^^^^^^^^^ SL028 warning: In documentation `api-key-name` stands for a login (of an API key: `api::` and its id): write the real one.

roles["space-id"] contains "developer-role-slug" if input.session.login == "api-key-name"
#     ^^^^^^^^^^ SL028 warning: In documentation `space-id` stands for the id of a space: write the real one.
#                          ^^^^^^^^^^^^^^^^^^^^^ SL028 warning: In documentation `developer-role-slug` stands for the slug of a role: write the real one.
#                                                                          ^^^^^^^^^^^^^^ SL028 warning: In documentation `api-key-name` stands for a login (of an API key: `api::` and its id): write the real one.

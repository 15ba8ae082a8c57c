package spacelift

allow if input.session.login == "api::01JPAJPNC08Y8MPX9RNTJ8KHBY"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL006 warning: The API key retired-runner is deleted: it does not log in any more.

admin if input.session.login == "api::01JHMXBCG04D2N7NZHZ0YGZ97D"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL007 information: The API key break-glass is administrative: Spacelift lets it in as an admin without asking the policy.

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "state-operator" if "On-Call" in input.session.teams
#                                                       ^^^^^^^^^^^^^^^^ SL029 information: The role `state-operator` does not include `space:read`: whoever has no other role in the space can't see it.

roles["production-01JK5GKEM09MTEXGFXG694BX2X"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ related: Granted in the space production here.

roles["eu-01JK5GWKK0KTGNKQ339ZMJKFEB"] contains "deployer" if "DevOps" in input.session.teams
#     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL030 information: `deployer` is granted in the space production already, and so in every space below.

package spacelift

allow if input.session.login == "01K42318C0MZCCMGHVBSN5KAKM"
#                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ SL005 warning: An API key logs in as `api::` and its id, by most evidence: `api::` is missing here.

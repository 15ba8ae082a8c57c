package spacelift

allow if input.session.member

admin if input.session.member
#^^^^ SL024 warning: Every member becomes an administrator of the whole account: nothing here asks for a team or a login. With single sign-on everybody is a member.

package spacelift

allow if input.session.member

sample := true
#^^^^^ SL035 information: Every login is recorded, with name and address. The newest hundred are kept: sample what you look for.

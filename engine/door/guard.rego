# Functions that stand between a compiled policy and its built-ins; see delegate.go.
package opa_door

# A set would pass for the array that it is in JSON.
given(x) := x if not is_set(x)

# The interpreter goes through a set in the order of its members, a compiled policy does not.
ordered(xs) := sort(xs) if is_set(xs)

ordered(xs) := xs if not is_set(xs)

# Whole numbers of this size are added without rounding on both sides, and multiplied if they are still smaller.
is_small(x) if is_below(x, 1152921504606846976)

is_smaller(x) if is_below(x, 1073741824)

is_below(x, limit) if {
	is_number(x)
	x < limit
	x > 0 - limit
	floor(x) == x
}

add(a, b) := a + b if {
	is_small(a)
	is_small(b)
} else := json.unmarshal(opa_door.plus(json.marshal([a, b])))

subtract(a, b) := a - b if {
	is_set(a)
} else := a - b if {
	is_small(a)
	is_small(b)
} else := json.unmarshal(opa_door.minus(json.marshal([a, b]))) if {
	is_number(a)
	is_number(b)
}

multiply(a, b) := a * b if {
	is_smaller(a)
	is_smaller(b)
} else := json.unmarshal(opa_door.mul(json.marshal([a, b])))

remainder(a, b) := a % b if {
	is_small(a)
	is_small(b)
} else := json.unmarshal(opa_door.rem(json.marshal([a, b])))

round_down(x) := x if {
	is_small(x)
} else := json.unmarshal(opa_door.floor(json.marshal([x])))

round_up(x) := x if {
	is_small(x)
} else := json.unmarshal(opa_door.ceil(json.marshal([x])))

round_off(x) := x if {
	is_small(x)
} else := json.unmarshal(opa_door.round(json.marshal([x])))

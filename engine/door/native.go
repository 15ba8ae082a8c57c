package door

// What compiled policies and their host (OPA's C code, and its SDK for JavaScript) answer themselves was compared with
// the interpreter on tens of thousands of arguments each. Only what never differed is left to them. What did:
//
//   - net.cidr_contains, net.cidr_intersects: an IPv4 address written as IPv6 (`::ffff:10.0.0.1`) is in no IPv4 network;
//     `10.0.0.0/+8` and `10.0.0.0/8/8` pass for networks.
//   - regex.*, re_match: `(?<name>…)` is invalid, `\C` is valid. glob.match: `{` without `}` is valid.
//   - lower, upper: 43 letters that newer Unicode knows keep their case.
//   - replace: an empty search string never ends.
//   - indexof: the empty string is found. base64.*: letters outside the alphabet are taken.
//   - plus, minus, mul, div, abs, floor, ceil, round: decimal instead of binary fractions, other digits beyond 64 bits.
//   - bits.*, format_int: numbers beyond 64 bits end the evaluation.
//   - json.unmarshal: `007` is 0; json.marshal: keys in no order, `<` is not escaped. json.filter and json.remove may
//     leave memory.
//   - concat, and array comprehensions: members of a set, and keys of an object, come in no order.
//   - object.union_n: undefined for the empty array.
//   - the SDK's sprintf, regex.split, json.is_valid and yaml.* are not OPA's.
//
// Whole policies are compared in test/differential: those of OPA's conformance cases, and generated ones. What came of
// it, beside refusals (refusals.go):
//
//   - A built-in that is undefined makes `not` true: the call must stay one call (delegable.go).
//   - `1`, `1.0` and `007` are one member of a set only if they are written alike (value.go).
//
// What is left: of an object with the keys 1 and "1", which are one in JSON, either value may come out.

// natives are left to the compiled module.
var natives = namesOf(
	"eq", "assign", "equal", "neq", "lt", "lte", "gt", "gte", "internal.member_2", "internal.member_3",
	"and", "or", "intersection", "union",
	"count", "max", "min", "sort", "any", "all",
	"array.concat", "array.flatten", "array.reverse", "array.slice",
	"object.filter", "object.get", "object.keys", "object.remove", "object.union",
	"contains", "endswith", "startswith", "split", "strings.reverse", "substring",
	"trim", "trim_left", "trim_prefix", "trim_right", "trim_space", "trim_suffix",
	"is_array", "is_boolean", "is_null", "is_number", "is_object", "is_set", "is_string", "type_name",
)

// guards are functions of guard.rego that stand for a built-in, and delegate for a part of the arguments only.
var guards = map[string]string{
	"plus": "add", "minus": "subtract", "mul": "multiply", "rem": "remainder",
	"floor": "round_down", "ceil": "round_up", "round": "round_off",
}

// anyOrder are those whose answer does not depend on the order of an array.
var anyOrder = namesOf("count", "max", "min", "sort", "any", "all")

// onlyMembers are those of them whose answer does not depend on how often a member is there.
var onlyMembers = namesOf("max", "min", "any", "all")

func namesOf(names ...string) map[string]bool {
	set := make(map[string]bool, len(names))
	for _, name := range names {
		set[name] = true
	}
	return set
}

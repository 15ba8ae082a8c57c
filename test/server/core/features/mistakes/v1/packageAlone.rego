# everybody is out
package spacelift
#^^^^^^^^^^^^^^^^ SL032 warning: The policy has no rule: nobody gets in but those whom Spacelift does not ask it about.

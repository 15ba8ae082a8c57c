/** The environment's variables, read everywhere in the same way. */

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Variable {
  name: string;
  /** Not empty, and without blanks around it. */
  value: string;
}

/** The first of these that is set. An empty variable, or one of blanks, counts as unset. */
export function readVariable(environment: Environment, ...names: string[]): Variable | undefined {
  for (const name of names) {
    const value = environment[name]?.trim() ?? '';
    if (value !== '') return { name, value };
  }
  return undefined;
}

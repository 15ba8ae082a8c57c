/**
 * Somebody gave something that can't be: the message names it and says what would be right, in one line. The command
 * line prints it and exits with 2; an editor shows it beside the field.
 */
export class BadInput extends Error {
  override readonly name = 'BadInput';
  /** Where in the text that was given, in UTF-16 code units; missing where it is about no place in it. */
  readonly offset: number | undefined;
  constructor(message: string, offset?: number) {
    super(message);
    this.offset = offset;
  }
}

/** How large a file may be, in bytes, that is read because another file, or its place, says so. */

/** Policies, settings, scenarios: what people write by hand. */
export const MOST_TEXT_BYTES = 2 * 2 ** 20;

/** Account snapshots: some megabytes where an account has thousands of keys. */
export const MOST_SNAPSHOT_BYTES = 64 * 2 ** 20;

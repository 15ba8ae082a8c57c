/**
 * What graphql-yoga's types ask of `@whatwg-node/fetch`, whose own would bring TypeScript's DOM library into every file
 * of the project (tsconfig.json, `paths`). At run time the package itself is used; Node has all of it.
 */
declare const nodeResponse: typeof globalThis.Response;
export { nodeResponse as Response };
export declare function createFetch(): typeof globalThis;

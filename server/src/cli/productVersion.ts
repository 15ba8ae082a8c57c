/** Replaced by the bundler: package.json's version, and the version of OPA in engine/go.mod. */
declare const PRODUCT_VERSION: string;
declare const OPA_VERSION: string;

export const VERSION = { product: PRODUCT_VERSION, opa: OPA_VERSION } as const;

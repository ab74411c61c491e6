// node-unrar-js has no types for its engine, and shares one between all archives unless it is loaded by itself.
declare module "node-unrar-js/dist/js/unrar.js" {
  interface UnrarModule {
    HEAPU8: Uint8Array;
    /** Whom the engine asks for files. */
    extractor: unknown;
  }
  export default function load(): Promise<UnrarModule>;
}

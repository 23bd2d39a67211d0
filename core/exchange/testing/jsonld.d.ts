/** The part of `jsonld` that tests use; it comes without types. */
declare module 'jsonld' {
  interface RemoteDocument {
    readonly contextUrl: null;
    readonly documentUrl: string;
    readonly document: unknown;
  }
  export function expand(
    input: unknown,
    options: {
      readonly documentLoader: (url: string) => Promise<RemoteDocument>;
      /** Refuses names that the context does not have. */
      readonly safe: boolean;
    },
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
}
